import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CrossingsAnswer, MovedLine } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Model } from '../../../../../src/model/format.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { InlineError } from '../../../../parts/error-state.tsx';
import { useBandName } from '../../bands.tsx';
import { crossingsQuery } from '../../lab/api.ts';
import type { Who } from '../../lab/asked.ts';
import { useSentences } from '../../use-sentences.ts';
import { findTerm } from '../parts/spot.ts';
import css from './effect.module.css';

const MOST_REASONS = 2;
const MOST_SHOWN = 25;

type CrossingsProps = { modelId: number; model: Model; document?: Model; version?: number; who: Who; band: string };

/** Who would cross into a band, or out of it, with the reasons. */
export function Crossings({ modelId, model, document, version, who, band }: CrossingsProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const [direction, setDirection] = useState<'in' | 'out'>('in');
  const asked = version === undefined ? { document } : { version };
  const { data, error } = useQuery({
    ...crossingsQuery(modelId, { ...asked, who, band, direction, limit: MOST_SHOWN }),
    enabled: band !== '',
  });
  return (
    <section className={css.crossings} aria-label={t('builder:crossing.title')}>
      <div className={css.crossingHead}>
        <h3 className={css.heading}>
          {data === undefined
            ? t('builder:crossing.title')
            : t(`builder:crossing.${direction}`, {
                count: data.people,
                shown: formats.number(data.people),
                band: bandName(band),
              })}
        </h3>
        <SegmentedControl
          size="xs"
          aria-label={t('builder:crossing.direction')}
          value={direction}
          onChange={(value) => setDirection(value as 'in' | 'out')}
          data={[
            { value: 'in', label: t('builder:crossing.show_in') },
            { value: 'out', label: t('builder:crossing.show_out') },
          ]}
        />
      </div>
      <InlineError error={error} />
      {data === undefined && error === null && <Skeleton height={120} className="pl-late" />}
      {data !== undefined && (
        <ul className={css.people}>
          {data.rows.map((row) => (
            <Crosser key={row.person_id} row={row} model={model} />
          ))}
        </ul>
      )}
      {data !== undefined && data.people > data.rows.length && data.rows.length > 0 && (
        <p className={css.small}>{t('builder:crossing.first', { count: data.rows.length })}</p>
      )}
    </section>
  );
}

function Crosser({ row, model }: { row: CrossingsAnswer['rows'][number]; model: Model }) {
  const t = useT();
  const formats = useFormats();
  const sayLine = useMovedLine(model);
  const telling = row.why.filter(({ kind }) => kind !== 'rounding');
  const reasons = telling.length > 0 ? telling : row.why;
  return (
    <li className={css.person}>
      <div className={css.personHead}>
        <Link to="/leads/$personId" params={{ personId: row.person_id }} className={css.personName}>
          {row.name ?? row.email ?? t('builder:crossing.unnamed', { id: row.person_id })}
        </Link>
        {row.company !== null && <span className={css.company}>{row.company}</span>}
        <span className={css.change}>
          {row.before === null ? '–' : formats.number(row.before.points)} → <b>{formats.number(row.after.points)}</b>
        </span>
      </div>
      <ul className={css.reasons}>
        {reasons.slice(0, MOST_REASONS).map((line) => (
          <li key={[line.kind, line.dimension, line.group, line.term].join(' ')}>
            <span>{sayLine(line)}</span>
            <span className={css.by}>{formats.signed(line.after - line.before, 1)}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** A line that moved, in words: a rule by its name, a limit by what it limits. */
export function useMovedLine(model: Model): (line: MovedLine) => string {
  const t = useT();
  const say = useSentences(model);
  return ({ kind, term, name, dimension }) => {
    const known = term === null ? undefined : findTerm(model, term)?.term;
    const called = known?.name ?? (known && say.term(known)) ?? name ?? term ?? dimension ?? '';
    if (kind === 'term') return called;
    return t(`builder:moved.${kind}`, { name: name ?? called });
  };
}
