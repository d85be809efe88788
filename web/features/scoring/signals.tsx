import type { Model } from '../../../src/model/format.ts';
import { useT } from '../../lib/i18n.ts';
import { KeyValue, KeyValues } from '../../parts/key-values.tsx';
import { Section } from '../../parts/section.tsx';
import { useSentences } from './use-sentences.ts';

/** What the signals of a model are: which touches each of them counts. */
export function Signals({ model }: { model: Model }) {
  const t = useT();
  const say = useSentences(model);
  const signals = Object.entries(model.signals);
  if (signals.length === 0) return null;
  return (
    <Section title={t('scoring:signals.title')} text={t('scoring:signals.text')}>
      <KeyValues>
        {signals.map(([key, signal]) => (
          <KeyValue key={key} name={signal.name}>
            {say.signal(signal)}
          </KeyValue>
        ))}
      </KeyValues>
    </Section>
  );
}
