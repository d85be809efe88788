import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import type { Model } from '../../../src/model/format.ts';
import { type Formats, useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import type { ChartColors, ChartOption } from '../../parts/chart/option.ts';
import { Picture } from '../../parts/chart/picture.tsx';
import { InlineError } from '../../parts/error-state.tsx';
import { distributionQuery } from './api.ts';
import { useBandName } from './bands.tsx';
import { distributionOption } from './distribution-option.ts';
import type { Who } from './lab/asked.ts';
import css from './scoring.module.css';

/** Fewer people than this say little about where a cut-off should be. */
const FEW = 100;
const LEAST_SHARE = 0.001;

/** A share that is not nothing is never told as nothing: "<0.1%". */
function sayShare(share: number, formats: Formats): string {
  if (share > 0 && share < LEAST_SHARE) return `<${formats.percent(LEAST_SHARE, 1)}`;
  return formats.percent(share, share < 0.1 ? 1 : 0);
}

/** How points are spread over leads or everybody, with the cut-offs of the bands. */
export function DistributionPicture({ modelId, model }: { modelId: number; model: Model }) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const [whom, setWhom] = useState<Who>('leads');
  const { data, error } = useQuery(distributionQuery(modelId));
  const totals = useMemo(
    () =>
      (data?.totals ?? []).map(({ from, to, leads, interests }) => ({
        from,
        to,
        people: whom === 'leads' ? leads : leads + interests,
      })),
    [data, whom],
  );
  const option = useCallback(
    (colors: ChartColors, base: ChartOption) => distributionOption(totals, model.bands, colors, base, formats),
    [totals, model, formats],
  );
  if (error !== null) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={240} className="pl-late" />;

  const inBand = (key: string) => {
    const band = data.bands.find((each) => each.band === key);
    return (band?.leads ?? 0) + (whom === 'leads' ? 0 : (band?.interests ?? 0));
  };
  const people = totals.reduce((sum, each) => sum + each.people, 0);
  const best = model.bands.at(-1);
  const share = people === 0 || best === undefined ? 0 : inBand(best.key) / people;
  const values = { share: sayShare(share, formats), band: best ? bandName(best.key) : '' };
  const title =
    people === 0
      ? t('scoring:picture.nobody')
      : t(whom === 'leads' ? 'scoring:picture.of_leads' : 'scoring:picture.of_everybody', values);
  const note = [
    t(whom === 'leads' ? 'scoring:picture.leads' : 'scoring:picture.people', {
      count: people,
      shown: formats.number(people),
    }),
    t('scoring:picture.axes'),
    ...(people > 0 && people < FEW ? [t('scoring:picture.few')] : []),
  ].join(' · ');
  return (
    <div className={css.picture}>
      <SegmentedControl
        size="xs"
        aria-label={t('scoring:picture.whom')}
        value={whom}
        onChange={(value) => setWhom(value as Who)}
        data={[
          { value: 'leads', label: t('scoring:picture.show_leads') },
          { value: 'everybody', label: t('scoring:picture.show_everybody') },
        ]}
      />
      <Picture
        title={title}
        note={note}
        height={200}
        option={option}
        table={{
          head: [t('scoring:picture.points'), t('scoring:picture.count')],
          rows: totals.map(({ from, to, people: count }) => [
            from === to ? formats.value(from) : `${formats.value(from)} – ${formats.value(to)}`,
            formats.number(count),
          ]),
        }}
      />
    </div>
  );
}
