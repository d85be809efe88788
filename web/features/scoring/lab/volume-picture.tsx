import { useCallback } from 'react';
import type { VolumeAnswer } from '../../../../src/flow/scoring/lab/contract.ts';
import type { Model } from '../../../../src/model/format.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { ChartColors, ChartOption } from '../../../parts/chart/option.ts';
import { Picture } from '../../../parts/chart/picture.tsx';
import { useBandName } from '../bands.tsx';

/** Fewer people a week than this say little about the next week. */
const FEW = 5;

type VolumePictureProps = { model: Model; volume: VolumeAnswer; band: string };

/** How many people a week rose into a band, under the version asked about (bars) and under the live one (line). */
export function VolumePicture({ model, volume, band }: VolumePictureProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const average = volume.average.find((each) => each.band === band);
  const option = useCallback(
    (colors: ChartColors, base: ChartOption): ChartOption => {
      const flows = volume.weeks.map(({ starts_at, bands }) => ({
        at: formats.day(starts_at),
        flow: bands.find((each) => each.band === band),
      }));
      const label = { fontSize: 11, color: colors['text-3'], hideOverlap: true };
      return {
        ...base,
        xAxis: {
          ...base.xAxis,
          type: 'category',
          data: flows.map(({ at }) => at),
          axisLabel: label,
        } as ChartOption['xAxis'],
        yAxis: {
          ...base.yAxis,
          type: 'value',
          minInterval: 1,
          splitNumber: 3,
          axisLabel: label,
        } as ChartOption['yAxis'],
        series: [
          {
            type: 'bar',
            name: t('builder:spread.draft'),
            barWidth: '70%',
            data: flows.map(({ flow }) => Math.round(flow?.after ?? 0)),
            itemStyle: { color: colors.accent, borderRadius: [2, 2, 0, 0], opacity: 0.85 },
          },
          {
            type: 'line',
            name: t('builder:spread.now'),
            step: 'middle',
            showSymbol: false,
            data: flows.map(({ flow }) => (flow?.before == null ? null : Math.round(flow.before))),
            lineStyle: { width: 1.5, color: colors.text },
            itemStyle: { color: colors.text },
          },
        ],
      };
    },
    [volume, band, formats, t],
  );
  if (average === undefined) return null;
  const few = average.after < FEW ? ` · ${t('lab:few')}` : '';
  const error = average.error > 0 ? ` ± ${formats.decimal(average.error)}` : '';
  return (
    <Picture
      title={t('lab:volume.title', {
        count: Math.round(average.after),
        shown: `${formats.decimal(average.after)}${error}`,
        band: bandName(band),
      })}
      note={`${t('lab:volume.note', { count: volume.sample.people, shown: formats.number(volume.sample.people) })}${few}`}
      height={170}
      option={option}
      table={{
        head: [t('lab:volume.week'), t('builder:spread.now'), t('builder:spread.draft')],
        rows: volume.weeks.toReversed().map(({ starts_at, bands }) => {
          const flow = bands.find((each) => each.band === band);
          return [
            formats.day(starts_at),
            flow?.before == null ? '–' : formats.number(flow.before),
            formats.number(flow?.after ?? 0),
          ];
        }),
      }}
    />
  );
}
