import { useCallback } from 'react';
import { type Formats, useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import { toneOfBand } from './band.tsx';
import { bandTones, type ChartColors, type ChartOption } from './chart/option.ts';
import { Picture } from './chart/picture.tsx';
import { type CourseMark, type CoursePoint, CourseTime } from './course-time.tsx';

const DAY_MS = 86_400_000;

/** Pixels that the axes take, fixed so that what lies over the chart knows where an instant is. */
const EDGES = { left: 34, right: 8, top: 10, bottom: 24 } as const;

type ScoreCourseProps = {
  /** Points in time order. */
  course: CoursePoint[];
  /** Where bands begin, drawn as lines. */
  thresholds?: { band: string; from: number }[];
  height?: number;
  /** What moved it, drawn along the foot of the chart. */
  marks?: CourseMark[];
  /** The instant (ISO) that is looked at; undefined for now. With `onAt` any other can be chosen. */
  at?: string | undefined;
  onAt?: (at: string | undefined) => void;
};

/** How a total came to be what it is: a stepped line over time with the cut-offs of the bands. */
export function ScoreCourse({ course, thresholds = [], height = 140, marks = [], at, onAt }: ScoreCourseProps) {
  const t = useT();
  const formats = useFormats();
  const option = useCallback(
    (colors: ChartColors, base: ChartOption) => courseOption(course, thresholds, colors, base, formats),
    [course, thresholds, formats],
  );
  const [first, last] = [course[0], course.at(-1)];
  if (first === undefined || last === undefined) return null;
  const change = last.total - first.total;
  const days = Math.round((Date.parse(last.at) - Date.parse(first.at)) / DAY_MS);
  const points = formats.number(Math.abs(change));
  const direction = change === 0 ? 'unchanged' : change > 0 ? 'up' : 'down';
  const title =
    days === 0
      ? t(`parts:course.${direction}_within_a_day`, { points })
      : t(`parts:course.${direction}`, { count: days, points });
  return (
    <Picture
      title={title}
      note={t('parts:course.unit')}
      height={height}
      option={option}
      overlay={<CourseTime course={course} marks={marks} at={at} onAt={onAt} edges={EDGES} />}
      table={{
        head: [t('parts:course.day'), t('parts:course.points')],
        rows: course.map((point) => [formats.day(point.at), point.total]).reverse(),
      }}
    />
  );
}

function courseOption(
  course: CoursePoint[],
  thresholds: { band: string; from: number }[],
  colors: ChartColors,
  base: ChartOption,
  formats: Formats,
): ChartOption {
  const totals = course.map((point) => point.total);
  const [first, last] = [Date.parse(course[0]?.at ?? ''), Date.parse(course.at(-1)?.at ?? '')];
  const [low, high] = [Math.min(0, ...totals), Math.max(1, ...totals)];
  const inHours = last - first < DAY_MS;
  const isMoment = formats.time(first) === formats.time(last) && inHours;
  const near = thresholds.filter(({ from }) => from <= high * 1.35 + 5 && from > low);
  const tone = bandTones(colors);
  return {
    ...base,
    grid: { ...EDGES, outerBoundsMode: 'none' },
    xAxis: {
      ...base.xAxis,
      type: 'value',
      min: first,
      max: last,
      interval: (last - first) / 3,
      axisLabel: {
        fontSize: 11,
        color: colors['text-3'],
        hideOverlap: true,
        alignMinLabel: 'left',
        alignMaxLabel: 'right',
        // All of it within a minute has one time to tell.
        formatter: (at: number) => (isMoment && at < last ? '' : inHours ? formats.time(at) : formats.day(at)),
      },
    } as ChartOption['xAxis'],
    yAxis: {
      ...base.yAxis,
      type: 'value',
      splitNumber: 3,
      minInterval: 1,
      min: low,
      max: Math.max(high, ...near.map(({ from }) => from)),
    } as ChartOption['yAxis'],
    tooltip: {
      ...base.tooltip,
      formatter: (items: unknown) => {
        const [item] = items as { value: [number, number] }[];
        return item === undefined ? '' : `${formats.day(item.value[0])}  <b>${formats.number(item.value[1])}</b>`;
      },
    } as ChartOption['tooltip'],
    series: [
      {
        type: 'line',
        step: 'end',
        showSymbol: false,
        data: course.map((point) => [Date.parse(point.at), point.total]),
        lineStyle: { width: 1.75, color: colors.accent },
        itemStyle: { color: colors.accent },
        areaStyle: { color: colors.accent, opacity: 0.07 },
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          data: near.map(({ band, from }) => ({
            yAxis: from,
            lineStyle: { color: tone[toneOfBand(band)], type: [3, 3], width: 1 },
          })),
        },
      },
    ],
  };
}
