import type { PreviewAnswer } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Band } from '../../../../../src/model/format.ts';
import type { Formats } from '../../../../lib/formats.ts';
import { toneOfBand } from '../../../../parts/band.tsx';
import type { ChartColors, ChartOption } from '../../../../parts/chart/option.ts';
import { bandAt } from '../../distribution-option.ts';

/** Pixels that the axes take, fixed so that what lies over the chart knows where its values are. */
export const EDGES = { left: 40, right: 10, top: 44, bottom: 22 } as const;

type Spread = {
  totals: PreviewAnswer['totals'];
  bands: readonly Band[];
  range: { low: number; high: number };
  words: { now: string; draft: string };
};

/** People by points under the draft as bars in the colours of its bands, and as they are now as a stepped line. */
export function spreadOption(
  { totals, bands, range, words }: Spread,
  colors: ChartColors,
  base: ChartOption,
  formats: Formats,
): ChartOption {
  const tone = { cold: colors.cold, warm: colors['warm-mark'], hot: colors['hot-mark'] };
  const known = totals.some(({ before }) => before !== null);
  const label = { fontSize: 11, color: colors['text-3'] };
  return {
    ...base,
    animation: false,
    grid: { left: EDGES.left, right: EDGES.right, top: EDGES.top, bottom: EDGES.bottom },
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
        const bar = totals[(items as { dataIndex: number }[])[0]?.dataIndex ?? -1];
        if (bar === undefined) return '';
        const points = bar.from === bar.to ? formats.value(bar.from) : `${bar.from} – ${bar.to}`;
        const now = bar.before === null ? '' : `${words.now} <b>${formats.number(bar.before)}</b><br>`;
        const error = bar.error > 0 ? ` ± ${formats.number(bar.error)}` : '';
        return `${points}<br>${now}${words.draft} <b>${formats.number(bar.after)}</b>${error}`;
      },
    } as ChartOption['tooltip'],
    series: [
      {
        type: 'bar',
        name: words.draft,
        barWidth: '86%',
        barMaxWidth: 28,
        data: totals.map(({ from, to, after }) => ({
          value: [(from + to) / 2, after],
          itemStyle: { color: tone[toneOfBand(bandAt(bands, to))], borderRadius: [2, 2, 0, 0], opacity: 0.85 },
        })),
      },
      ...(known
        ? [
            {
              type: 'line' as const,
              name: words.now,
              step: 'middle' as const,
              showSymbol: false,
              data: totals.map(({ from, to, before }) => [(from + to) / 2, before ?? 0]),
              lineStyle: { width: 1.5, color: colors.text },
              itemStyle: { color: colors.text },
              z: 3,
            },
          ]
        : []),
    ],
  };
}
