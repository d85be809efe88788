import type { Band } from '../../../src/model/format.ts';
import type { Formats } from '../../lib/formats.ts';
import { toneOfBand } from '../../parts/band.tsx';
import { bandTones, type ChartColors, type ChartOption } from '../../parts/chart/option.ts';
import { byPointsOption } from './by-points.ts';

type Bar = { from: number; to: number; people: number };

/** Bars of people by points, each in the colour of its band, with a line where every band begins. */
export function distributionOption(
  totals: Bar[],
  bands: readonly Band[],
  colors: ChartColors,
  base: ChartOption,
  formats: Formats,
): ChartOption {
  const tone = bandTones(colors);
  const colorOf = (points: number) => tone[toneOfBand(bandAt(bands, points))];
  const low = totals[0]?.from ?? 0;
  const cuts = bands.flatMap(({ key, from }) => (from === undefined ? [] : [{ key, from }]));
  const high = Math.max(totals.at(-1)?.to ?? 0, ...cuts.map(({ from }) => from));
  const tell = (index: number) => `&ensp;<b>${formats.number(totals[index]?.people ?? 0)}</b>`;
  return {
    ...byPointsOption({ bars: totals, range: { low: low - 0.5, high: high + 0.5 }, tell }, colors, base, formats),
    series: [
      {
        type: 'bar',
        barWidth: '86%',
        data: totals.map(({ from, to, people }) => ({
          value: [(from + to) / 2, people],
          itemStyle: { color: colorOf(to), borderRadius: [2, 2, 0, 0] },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          animation: false,
          data: cuts.map(({ key, from }) => ({
            xAxis: from - 0.5,
            label: {
              formatter: formats.value(from),
              fontSize: 11,
              color: tone[toneOfBand(key)],
              position: 'end',
              distance: 2,
            },
            lineStyle: { color: tone[toneOfBand(key)], type: [3, 3], width: 1 },
          })),
        },
      },
    ],
  };
}

/** The band in which a total falls by its cut-off alone, without regard to margins. */
export function bandAt(bands: readonly Band[], points: number): string {
  return bands.findLast(({ from }) => from === undefined || points >= from)?.key ?? '';
}
