import type { PreviewAnswer } from '../../../../../src/flow/scoring/lab/contract.ts';
import type { Band } from '../../../../../src/model/format.ts';
import type { Formats } from '../../../../lib/formats.ts';
import { toneOfBand } from '../../../../parts/band.tsx';
import { bandTones, type ChartColors, type ChartOption } from '../../../../parts/chart/option.ts';
import { byPointsOption } from '../../by-points.ts';
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
  const tone = bandTones(colors);
  const known = totals.some(({ before }) => before !== null);
  const tell = (index: number) => {
    const bar = totals[index];
    if (bar === undefined) return '';
    const now = bar.before === null ? '' : `${words.now} <b>${formats.number(bar.before)}</b><br>`;
    const error = bar.error > 0 ? ` ± ${formats.number(bar.error)}` : '';
    return `<br>${now}${words.draft} <b>${formats.number(bar.after)}</b>${error}`;
  };
  return {
    ...byPointsOption({ bars: totals, range, tell }, colors, base, formats),
    animation: false,
    grid: { ...EDGES },
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
