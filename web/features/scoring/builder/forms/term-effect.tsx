import type { Term } from '../../../../../src/model/format.ts';
import { clamp } from '../../../../../src/model/read-model.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { KeyValue, KeyValues } from '../../../../parts/key-values.tsx';
import { useBuilder } from '../context.ts';

/**
 * What a rule does now: for how many it holds, to how many it gives points, and how many points: a rule that counts touches those of late, any
 * other those that it gives now.
 */
export function TermEffect({ term }: { term: Term }) {
  const t = useT();
  const formats = useFormats();
  const { preview } = useBuilder();
  const effect = preview?.terms.find((each) => each.term === term.key);
  if (preview === undefined || effect === undefined) return null;
  const people = (count: number) =>
    t('builder:effect.of_people', {
      count: Math.round(count),
      shown: formats.number(count),
      share: formats.percent(preview.sample.people === 0 ? 0 : count / preview.sample.people, 1),
    });
  return (
    <KeyValues label={t('builder:term.effect')}>
      <KeyValue name={t('builder:term.holds')}>{people(effect.holds)}</KeyValue>
      {effect.gives !== effect.holds && <KeyValue name={t('builder:term.gives')}>{people(effect.gives)}</KeyValue>}
      {effect.given_30_days === null ? (
        <KeyValue name={t('builder:term.stands')}>
          {formats.signed(Math.round(clamp(term.points, term) * effect.gives))}
        </KeyValue>
      ) : (
        <KeyValue name={t('builder:term.given')}>{formats.signed(effect.given_30_days)}</KeyValue>
      )}
    </KeyValues>
  );
}
