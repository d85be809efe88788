import { Select, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import type { ModelEntry } from '../api.ts';
import { compareQuery } from './api.ts';
import type { LabProps } from './asked.ts';
import css from './lab.module.css';
import { useSayShare } from './say-share.ts';

const DAY_MS = 86_400_000;
/** A difference that chance alone makes less often than this is worth acting on. */
const SURE = 0.05;

/** Two live models on what happened since a day: which of them was right more often. */
export function Contenders({ entry, asked, models }: LabProps & { models: ModelEntry[] }) {
  const t = useT();
  const formats = useFormats();
  const sayShare = useSayShare();
  const others = models.filter((each) => each.model_id !== entry.model_id && each.live_version !== null);
  const [other, setOther] = useState(others[0]?.model_id);
  const [day, setDay] = useState(() => formats.dayKey(Date.now() - 90 * DAY_MS));
  const { data, error, isPending } = useQuery({
    ...compareQuery(entry.model_id, {
      with: other ?? 0,
      since: new Date(`${day}T00:00:00Z`).toISOString(),
      who: asked.who,
      ...(asked.at === undefined ? {} : { at: asked.at }),
    }),
    enabled: other !== undefined && day !== '',
  });
  if (entry.live_version === null || other === undefined) return <p className={css.hint}>{t('lab:compare.missing')}</p>;
  const right = data?.right;
  const verdict =
    right === undefined
      ? ''
      : right.p_value === null || right.p_value > SURE
        ? t('lab:compare.even')
        : t('lab:compare.better', {
            name: data?.contenders[right.only_first > right.only_second ? 0 : 1].name,
          });
  return (
    <div className={css.stack}>
      <div className={css.form}>
        <Select
          label={t('lab:compare.with')}
          data={others.map(({ model_id, name }) => ({ value: String(model_id), label: name }))}
          value={String(other)}
          allowDeselect={false}
          onChange={(id) => id !== null && setOther(Number(id))}
        />
        <TextInput
          type="date"
          label={t('lab:compare.since')}
          value={day}
          max={formats.dayKey(Date.now())}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <InlineError error={error} />
      {isPending && <Skeleton height={200} className="pl-late" />}
      {data !== undefined && right !== undefined && (
        <>
          <p className={css.hint} role="status">
            {verdict}{' '}
            {t('lab:compare.cases', {
              count: data.learnt.cases.people,
              shown: formats.number(data.learnt.cases.people),
            })}{' '}
            {right.p_value !== null && t('lab:compare.chance', { p: formats.decimal(right.p_value, 3) })}
          </p>
          <PlainTable
            label={t('lab:tab.compare')}
            rows={data.contenders}
            rowKey={(row) => row.model_id}
            columns={[
              {
                id: 'name',
                label: t('scoring:model'),
                cell: (row) => `${row.name} · ${t('scoring:version', { version: formats.number(row.version) })}`,
              },
              {
                id: 'precision',
                label: t('lab:outcomes.precision'),
                align: 'end',
                cell: (row) => sayShare(row.precision),
              },
              { id: 'recall', label: t('lab:outcomes.recall'), align: 'end', cell: (row) => sayShare(row.recall) },
              {
                id: 'lift',
                label: t('lab:outcomes.lift'),
                align: 'end',
                cell: (row) =>
                  row.lift === null ? '–' : t('lab:outcomes.times', { times: formats.decimal(row.lift) }),
              },
            ]}
          />
          <p className={css.hint}>
            {t('lab:compare.right', {
              both: formats.number(right.both),
              first: formats.number(right.only_first),
              second: formats.number(right.only_second),
              neither: formats.number(right.neither),
            })}
          </p>
        </>
      )}
    </div>
  );
}
