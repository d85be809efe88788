import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { freshKey, takenKeys } from '../../../../../src/model/fresh-keys.ts';
import { useT } from '../../../../lib/i18n.ts';
import { suggestTouchValues } from '../../signals/api.ts';
import { Matches } from '../../signals/matches.tsx';
import { useTouchChoices } from '../../signals/touch-choices.ts';
import { useSentences } from '../../use-sentences.ts';
import { useBuilder } from '../context.ts';
import { putSignal } from '../parts/change.ts';
import { termsOfSignal, usesSignal } from '../parts/uses.ts';
import { NOBODY } from '../use-when.ts';
import { Field, FormHead } from './form-head.tsx';
import css from './forms.module.css';
import { NameInput } from './name-input.tsx';
import { NamedList } from './named-list.tsx';
import { WhenEditor } from './when-editor.tsx';

/** Every signal of the model, and the way to another. */
export function SignalsForm() {
  const t = useT();
  const { model, change, select } = useBuilder();
  const say = useSentences(model);
  const add = () => {
    const name = t('builder:new.signal');
    const key = freshKey(takenKeys(model, 'signal'), name, 'signal');
    change((now) => putSignal(now, key, { name, when: NOBODY }));
    select({ part: 'signal', key });
  };
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.signals')} where={t('builder:signals.about')} />
      <NamedList
        part="signal"
        items={Object.entries(model.signals).map(([key, signal]) => ({
          key,
          name: signal.name,
          said: signal.when.rules.length === 0 ? t('builder:signal.no_condition') : say.signal(signal),
          used: usesSignal(model, key),
        }))}
      />
      <div className={css.links}>
        <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('builder:signal.make')}
        </Button>
      </div>
    </div>
  );
}

/** One signal: which touches it counts, and at once which of the last days those are. */
export function SignalForm({ signalKey }: { signalKey: string }) {
  const t = useT();
  const { model, change, select } = useBuilder();
  const say = useSentences(model);
  const signal = model.signals[signalKey];
  const fields = useTouchChoices(signal?.when ?? NOBODY);
  if (signal === undefined) return null;
  const terms = termsOfSignal(model, signalKey);
  return (
    <div className={css.form}>
      <FormHead kind={t('builder:kind.signal')} where={t('builder:signals.about')} />
      <NameInput
        label={t('builder:name')}
        value={signal.name}
        onChange={(name) => change((now) => putSignal(now, signalKey, { ...signal, name }), `${signalKey}.name`)}
      />
      <Field label={t('builder:signal.when')}>
        <WhenEditor
          when={signal.when}
          empty={NOBODY}
          fields={fields}
          suggest={suggestTouchValues}
          said={signal.when.rules.length === 0 ? t('builder:signal.no_condition') : say.signal(signal)}
          onChange={(when) => change((now) => putSignal(now, signalKey, { ...signal, when }), `${signalKey}.when`)}
        />
      </Field>
      {terms.length > 0 && (
        <Field label={t('builder:signal.used_by')}>
          <div className={css.links}>
            {terms.map((term) => (
              <Button key={term.key} variant="subtle" size="xs" onClick={() => select({ part: 'term', key: term.key })}>
                {term.name ?? signal.name}
              </Button>
            ))}
          </div>
        </Field>
      )}
      <Matches when={signal.when} />
    </div>
  );
}
