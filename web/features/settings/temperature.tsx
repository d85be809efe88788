import { Button, NumberInput, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { Cooling } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { api } from '../../lib/request.ts';
import { useBandName } from '../../parts/band.tsx';
import { ErrorState, InlineError } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { sayDone } from '../../parts/toast.tsx';
import css from './settings.module.css';

type Bands = z.infer<typeof Cooling>['bands'];

const coolingQuery = {
  queryKey: ['cooling'],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await api.get<z.infer<typeof Cooling>>('/api/cooling', undefined, signal)).bands,
};

/** After how many days of silence leads of a band count as of the next lower one. */
export function TemperatureSettings() {
  const t = useT();
  const { data, error, refetch } = useQuery(coolingQuery);
  return (
    <>
      <PageHeader title={t('settings:section.temperature')} lead={t('settings:temperature.lead')} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined ? (
        error === null && <Skeleton height={160} className="pl-late" />
      ) : (
        <CoolingForm key={JSON.stringify(data)} bands={data} />
      )}
    </>
  );
}

function CoolingForm({ bands }: { bands: Bands }) {
  const t = useT();
  const client = useQueryClient();
  const bandName = useBandName();
  const [days, setDays] = useState(() => bands.map((each) => each.days));
  const set = useMutation({
    meta: { showsErrors: true },
    mutationFn: () =>
      api.put('/api/cooling', {
        bands: bands.flatMap(({ band }, i) => (days[i] == null ? [] : [{ band, days: days[i] }])),
      }),
    onSuccess: async () => {
      sayDone(t('settings:saved'));
      await client.invalidateQueries({ queryKey: coolingQuery.queryKey });
    },
  });
  const changed = bands.some((each, i) => each.days !== days[i]);
  const nameOf = (each: Bands[number] | undefined) => {
    const { band = '', name } = each ?? {};
    return bandName(band) === band ? (name ?? band) : bandName(band);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        set.mutate();
      }}
    >
      <Section title={t('settings:temperature.title')} text={t('settings:temperature.text')}>
        <div className={css.fields}>
          {bands
            .map((each, i) => ({ each, i }))
            .slice(1)
            .reverse()
            .map(({ each, i }) => (
              <NumberInput
                key={each.band}
                label={t('settings:temperature.after', { from: nameOf(each), to: nameOf(bands[i - 1]) })}
                description={t('settings:temperature.days')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                placeholder={t('settings:temperature.never')}
                min={1}
                max={3650}
                clampBehavior="strict"
                allowDecimal={false}
                allowNegative={false}
                value={days[i] ?? ''}
                onChange={(value) => setDays(days.with(i, typeof value === 'number' && value >= 1 ? value : null))}
              />
            ))}
        </div>
      </Section>
      <InlineError error={set.error} />
      <div className={css.saveBar} data-dirty={changed}>
        <Button variant="default" disabled={!changed} onClick={() => setDays(bands.map((each) => each.days))}>
          {t('settings:discard')}
        </Button>
        <Button type="submit" disabled={!changed} loading={set.isPending}>
          {t('common:action.save')}
        </Button>
      </div>
    </form>
  );
}
