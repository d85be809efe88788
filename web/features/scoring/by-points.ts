import type { Formats } from '../../lib/formats.ts';
import type { ChartColors, ChartOption } from '../../parts/chart/option.ts';

/** What pictures of people by points share; `tell` says of the n-th bar what stands behind its points in the tooltip. */
export type ByPoints = {
  bars: readonly { from: number; to: number }[];
  range: { low: number; high: number };
  tell: (index: number) => string;
};

/** Points along the foot, people up the side, and the points of a bar on top of its tooltip. */
export function byPointsOption(
  { bars, range, tell }: ByPoints,
  colors: ChartColors,
  base: ChartOption,
  formats: Formats,
): ChartOption {
  const label = { fontSize: 11, color: colors['text-3'] };
  return {
    ...base,
    xAxis: {
      ...base.xAxis,
      type: 'value',
      min: range.low,
      max: range.high,
      axisLabel: { ...label, showMinLabel: false, showMaxLabel: false, hideOverlap: true },
    } as ChartOption['xAxis'],
    yAxis: {
      ...base.yAxis,
      type: 'value',
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { ...label, formatter: (value: number) => formats.compact(value) },
    } as ChartOption['yAxis'],
    tooltip: {
      ...base.tooltip,
      axisPointer: { type: 'shadow', shadowStyle: { opacity: 0.08 } },
      formatter: (items: unknown) => {
        const index = (items as { dataIndex: number }[])[0]?.dataIndex ?? -1;
        const bar = bars[index];
        if (bar === undefined) return '';
        const points =
          bar.from === bar.to ? formats.value(bar.from) : `${formats.value(bar.from)} – ${formats.value(bar.to)}`;
        return `${points}${tell(index)}`;
      },
    } as ChartOption['tooltip'],
  };
}
