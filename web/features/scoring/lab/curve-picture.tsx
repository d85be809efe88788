import { useCallback } from 'react';
import type { Judged, Learnt } from '../../../../src/flow/scoring/lab/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { ChartColors, ChartOption } from '../../../parts/chart/option.ts';
import { Picture } from '../../../parts/chart/picture.tsx';
import { useSayShare } from './say-share.ts';

/** Of those who reach a threshold how many win (precision, with its interval), and how many of the winners reach it (recall). */
export function CurvePicture({ learnt, judged }: { learnt: Learnt; judged: Judged }) {
  const t = useT();
  const formats = useFormats();
  const sayShare = useSayShare();
  const best = judged.bands.at(-1);
  const option = useCallback(
    (colors: ChartColors, base: ChartOption): ChartOption => {
      const points = judged.curve;
      const label = { fontSize: 11, color: colors['text-3'] };
      const percent = { ...label, formatter: (value: number) => formats.percent(value) };
      const line = (name: string, color: string, data: (number | null)[][], more: object = {}) => ({
        type: 'line' as const,
        name,
        showSymbol: false,
        data,
        lineStyle: { width: 1.75, color },
        itemStyle: { color },
        ...more,
      });
      const band = { lineStyle: { opacity: 0 }, stack: 'interval', symbol: 'none', silent: true };
      return {
        ...base,
        xAxis: {
          ...base.xAxis,
          type: 'value',
          min: points[0]?.from ?? 0,
          max: points.at(-1)?.from ?? 1,
          axisLabel: label,
        } as ChartOption['xAxis'],
        yAxis: {
          ...base.yAxis,
          type: 'value',
          min: 0,
          max: 1,
          splitNumber: 4,
          axisLabel: percent,
        } as ChartOption['yAxis'],
        tooltip: {
          ...base.tooltip,
          formatter: (items: unknown) => {
            const point = points[(items as { dataIndex: number }[])[0]?.dataIndex ?? -1];
            if (point === undefined) return '';
            return `≥ ${formats.number(point.from)} · ${formats.number(point.people)}<br>${t('lab:outcomes.precision')} <b>${sayShare(point.precision)}</b><br>${t('lab:outcomes.recall')} <b>${sayShare(point.recall)}</b>`;
          },
        } as ChartOption['tooltip'],
        series: [
          line(
            t('lab:outcomes.recall'),
            colors['text-3'],
            points.map(({ from, recall }) => [from, recall?.value ?? null]),
          ),
          line(
            t('lab:outcomes.precision'),
            colors.accent,
            points.map(({ from, precision }) => [from, precision?.value ?? null]),
          ),
          line(
            '',
            colors.accent,
            points.map(({ from, precision }) => [from, precision?.low ?? null]),
            band,
          ),
          line(
            '',
            colors.accent,
            points.map(({ from, precision }) => [from, precision === null ? null : precision.high - precision.low]),
            { ...band, areaStyle: { color: colors.accent, opacity: 0.14 } },
          ),
        ],
      };
    },
    [judged, formats, sayShare, t],
  );
  return (
    <Picture
      title={
        best?.precision == null
          ? t('lab:outcomes.curve')
          : t('lab:outcomes.headline', {
              from: formats.number(best.from),
              share: formats.percent(best.precision.value, 1),
            })
      }
      note={t('lab:outcomes.note', { count: learnt.cases.people, shown: formats.number(learnt.cases.people) })}
      height={240}
      option={option}
      table={{
        head: [
          t('lab:outcomes.from'),
          t('scoring:picture.count'),
          t('lab:outcomes.precision'),
          t('lab:outcomes.recall'),
          t('lab:outcomes.lift'),
        ],
        rows: judged.curve.map((point) => [
          formats.number(point.from),
          formats.number(point.people),
          sayShare(point.precision),
          sayShare(point.recall),
          point.lift === null ? '–' : formats.decimal(point.lift),
        ]),
      }}
    />
  );
}
