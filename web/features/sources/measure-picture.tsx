import { useCallback, useMemo } from 'react';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import type { ChartColors, ChartOption } from '../../parts/chart/option.ts';
import { Picture } from '../../parts/chart/picture.tsx';
import type { Measure } from './days.ts';

type MeasurePictureProps = { measure: Measure; days: string[]; values: number[] };

/** One number of a source as a bar for every day; the title says how much it was and when most. */
export function MeasurePicture({ measure, days, values }: MeasurePictureProps) {
  const t = useT();
  const formats = useFormats();
  const dayText = useMemo(() => {
    // A calendar day has no zone of its own; told in UTC it is the same day for everybody.
    const format = new Intl.DateTimeFormat(formats.locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
    return (day: string) => format.format(Date.parse(day));
  }, [formats]);
  const option = useCallback(
    (colors: ChartColors, base: ChartOption): ChartOption => ({
      ...base,
      xAxis: {
        ...base.xAxis,
        type: 'category',
        data: days.map(dayText),
        axisLabel: { fontSize: 11, color: colors['text-3'], hideOverlap: true },
      } as ChartOption['xAxis'],
      yAxis: {
        ...base.yAxis,
        type: 'value',
        minInterval: 1,
        splitNumber: 2,
        axisLabel: { fontSize: 11, color: colors['text-3'], formatter: (value: number) => formats.compact(value) },
      } as ChartOption['yAxis'],
      tooltip: {
        ...base.tooltip,
        axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.08 } },
        formatter: (items: unknown) => {
          const [item] = items as { name: string; value: number }[];
          return item === undefined ? '' : `${item.name}&ensp;<b>${formats.number(item.value)}</b>`;
        },
      } as ChartOption['tooltip'],
      series: [
        {
          type: 'bar',
          barCategoryGap: '20%',
          data: values,
          itemStyle: { color: colors.plus, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [days, values, dayText, formats],
  );
  const sum = values.reduce((total, value) => total + value, 0);
  const most = Math.max(...values);
  const best = days[values.indexOf(most)];
  const title =
    sum === 0 || best === undefined
      ? t(`sources:picture.no_${measure}`)
      : t(`sources:picture.${measure}`, { count: sum, shown: formats.number(sum), day: dayText(best) });
  return (
    <Picture
      title={title}
      note={t('sources:picture.by_day', { count: days.length })}
      height={124}
      option={option}
      table={{
        head: [t('sources:picture.day'), t(`sources:measure.${measure}`)],
        rows: days.map((day, at) => [dayText(day), formats.number(values[at] ?? 0)]).reverse(),
      }}
    />
  );
}
