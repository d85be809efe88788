import type { ModelVersion } from '../../../src/flow/scoring/contract.ts';
import type { Dimension, Term } from '../../../src/model/format.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { Meter } from '../../parts/meter.tsx';
import { Tag } from '../../parts/tag.tsx';
import css from './scoring.module.css';
import { type Sentences, useSentences } from './use-sentences.ts';

/** A model as an outline: dimensions, their groups, their terms as sentences with points and for how many people they hold. */
export function Outline({ version }: { version: ModelVersion }) {
  const t = useT();
  const say = useSentences(version.document);
  return (
    <table className={css.outline} aria-label={t('scoring:outline')}>
      <thead>
        <tr>
          <th scope="col">{t('scoring:column.rule')}</th>
          <th scope="col" data-align="end">
            {t('scoring:column.points')}
          </th>
          <th scope="col" className={css.holdsHead}>
            {t('scoring:column.holds')}
          </th>
        </tr>
      </thead>
      {version.document.dimensions.map((dimension) => (
        <DimensionRows key={dimension.key} dimension={dimension} counts={version.counts} say={say} />
      ))}
      {version.document.company !== undefined && (
        <tbody>
          <tr className={css.dimension}>
            <th scope="rowgroup" colSpan={3}>
              {t('scoring:companies')}
              <span className={css.takes}>{say.company}</span>
            </th>
          </tr>
        </tbody>
      )}
    </table>
  );
}

type DimensionRowsProps = { dimension: Dimension; counts: ModelVersion['counts']; say: Sentences };

function DimensionRows({ dimension, counts, say }: DimensionRowsProps) {
  return (
    <>
      <tbody>
        <tr className={css.dimension}>
          <th scope="rowgroup" colSpan={3}>
            {dimension.name}
            <DimensionLimits dimension={dimension} />
          </th>
        </tr>
      </tbody>
      {dimension.groups.map((group) => (
        <tbody key={group.key}>
          <tr className={css.group}>
            <th scope="rowgroup" colSpan={3}>
              {group.name}
              <span className={css.takes}>{say.group(group)}</span>
            </th>
          </tr>
          {group.terms.map((term) => (
            <TermRow key={term.key} term={term} counts={counts} say={say} />
          ))}
        </tbody>
      ))}
    </>
  );
}

function DimensionLimits({ dimension: { floor, ceiling, weight } }: { dimension: Dimension }) {
  const t = useT();
  const formats = useFormats();
  const parts = [
    weight !== undefined && weight !== 1 && t('scoring:weight', { weight: formats.value(weight) }),
    floor !== undefined && t('scoring:floor', { points: formats.value(floor) }),
    ceiling !== undefined && t('scoring:ceiling', { points: formats.value(ceiling) }),
  ].filter((part) => part !== false);
  return parts.length === 0 ? null : <span className={css.takes}>{parts.join(' · ')}</span>;
}

type TermRowProps = { term: Term; counts: ModelVersion['counts']; say: Sentences };

function TermRow({ term, counts, say }: TermRowProps) {
  const t = useT();
  const formats = useFormats();
  const holds = counts?.holds[term.key];
  const people = counts?.people ?? 0;
  const sentence = say.term(term);
  return (
    <tr className={css.term} data-off={term.off === true}>
      <td>
        <span className={css.termName}>
          {term.name ?? sentence ?? term.key} {term.off && <Tag>{t('scoring:off')}</Tag>}
        </span>
        {term.name !== undefined && <span className={css.sentence}>{sentence}</span>}
      </td>
      <td data-align="end" className={css.points} data-sign={Math.sign(term.points)}>
        {formats.signed(term.points, Number.isInteger(term.points) ? 0 : 1)}
      </td>
      <td className={css.holds}>
        {holds === undefined ? (
          <span className="pl-muted" title={t('scoring:not_counted')}>
            –
          </span>
        ) : (
          <Meter
            value={holds}
            of={people}
            title={t('scoring:holds_share', { share: formats.percent(people === 0 ? 0 : holds / people, 1) })}
          >
            {formats.number(holds)}
          </Meter>
        )}
      </td>
    </tr>
  );
}
