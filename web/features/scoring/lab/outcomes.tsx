import { Button, NumberInput, SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Judged, OutcomesAnswer } from '../../../../src/flow/scoring/lab/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { useBandName } from '../bands.tsx';
import { Won } from '../won/won.tsx';
import { outcomesQuery, suggestQuery } from './api.ts';
import type { LabProps } from './asked.ts';
import { CurvePicture } from './curve-picture.tsx';
import css from './lab.module.css';
import { useSayShare } from './say-share.ts';

/** Fewer winners than this say little. */
const FEW = 30;

/** How well the score foretells who wins, with the threshold for a wish. */
export function Outcomes({ entry, model, asked }: LabProps) {
  const t = useT();
  const formats = useFormats();
  const { data, error } = useQuery(outcomesQuery(entry.model_id, asked));
  if (error !== null) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={360} className="pl-late" />;
  const { learnt } = data;
  if (learnt.cases.read === 0)
    return (
      <div className={css.stack}>
        <p className={css.hint}>{t('lab:outcomes.none')}</p>
        <Won />
      </div>
    );
  return (
    <div className={css.stack}>
      <Won />
      <p className={css.hint}>
        {t('lab:outcomes.learnt', {
          count: learnt.cases.people,
          shown: formats.number(learnt.cases.people),
          people: formats.number(learnt.sample.people),
          since: formats.day(learnt.since),
          at: formats.day(learnt.at),
        })}{' '}
        {learnt.cases.read < FEW && t('lab:outcomes.few')}{' '}
        {learnt.sample.read < learnt.sample.people &&
          t('builder:spread.sample', { count: learnt.sample.read, shown: formats.number(learnt.sample.read) })}
      </p>
      <div className={css.two}>
        <CurvePicture learnt={learnt} judged={data.after} />
        <BandTable answer={data} model={model} />
      </div>
      <Wish entry={entry} model={model} asked={asked} />
    </div>
  );
}

function BandTable({ answer, model }: { answer: OutcomesAnswer; model: LabProps['model'] }) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const sayShare = useSayShare();
  const auc = (judged: Judged | null) => (judged?.auc == null ? '–' : formats.decimal(judged.auc, 2));
  return (
    <div className={css.stack}>
      <PlainTable
        label={t('lab:outcomes.bands')}
        rows={answer.after.bands.toReversed()}
        rowKey={(row) => row.band}
        columns={[
          {
            id: 'band',
            label: t('scoring:band.band'),
            cell: (row) => `${bandName(row.band)} ≥ ${formats.number(row.from)}`,
          },
          { id: 'precision', label: t('lab:outcomes.precision'), align: 'end', cell: (row) => sayShare(row.precision) },
          { id: 'recall', label: t('lab:outcomes.recall'), align: 'end', cell: (row) => sayShare(row.recall) },
          {
            id: 'lift',
            label: t('lab:outcomes.lift'),
            align: 'end',
            cell: (row) => (row.lift === null ? '–' : t('lab:outcomes.times', { times: formats.decimal(row.lift) })),
          },
        ]}
      />
      <p className={css.hint}>
        {t('lab:outcomes.auc', { after: auc(answer.after), before: auc(answer.before) })} {t('lab:outcomes.explain')}
      </p>
    </div>
  );
}

/** Which threshold gives what is wished for. */
function Wish({ entry, asked }: LabProps) {
  const t = useT();
  const formats = useFormats();
  const sayShare = useSayShare();
  const [kind, setKind] = useState<'per_week' | 'precision'>('per_week');
  const [perWeek, setPerWeek] = useState(10);
  const [percent, setPercent] = useState(20);
  const [wished, setWished] = useState<{ per_week: number } | { precision: number }>();
  const { data, error, isFetching } = useQuery({
    ...suggestQuery(entry.model_id, { ...asked, wish: wished ?? { per_week: 1 } }),
    enabled: wished !== undefined,
  });
  return (
    <section className={css.stack}>
      <form
        className={css.form}
        onSubmit={(event) => {
          event.preventDefault();
          setWished(kind === 'per_week' ? { per_week: perWeek } : { precision: percent / 100 });
        }}
      >
        <SegmentedControl
          aria-label={t('lab:wish.title')}
          value={kind}
          onChange={(value) => setKind(value as typeof kind)}
          data={[
            { value: 'per_week', label: t('lab:wish.per_week') },
            { value: 'precision', label: t('lab:wish.precision') },
          ]}
        />
        <NumberInput
          className={css.number}
          aria-label={t(`lab:wish.${kind}`)}
          min={1}
          max={kind === 'precision' ? 99 : 100_000}
          suffix={kind === 'precision' ? ' %' : ''}
          value={kind === 'precision' ? percent : perWeek}
          onChange={(value) =>
            typeof value === 'number' && (kind === 'precision' ? setPercent(value) : setPerWeek(value))
          }
        />
        <Button type="submit" variant="default" loading={isFetching}>
          {t('lab:wish.ask')}
        </Button>
      </form>
      <InlineError error={error} />
      {wished !== undefined && data !== undefined && (
        <p className={css.hint} role="status">
          {data.point === null
            ? t('lab:wish.no_cases')
            : t(data.state === 'met' ? 'lab:wish.met' : 'lab:wish.nearest', {
                from: formats.number(data.point.from),
                per_week: formats.decimal(data.point.per_week),
                precision: sayShare(data.point.precision),
              })}{' '}
          {data.between !== null &&
            data.between.low !== data.between.high &&
            t('lab:wish.between', { low: formats.number(data.between.low), high: formats.number(data.between.high) })}
        </p>
      )}
    </section>
  );
}
