import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';

/** What a picture may be made of: lines and bars on one grid. Pies, three dimensions and second axes are left out on purpose. */
export type ChartOption = ComposeOption<
  LineSeriesOption | BarSeriesOption | GridComponentOption | TooltipComponentOption
>;

/** The colours of pictures as the present scheme has them, as ECharts can read them. */
export type ChartColors = Record<(typeof TOKENS)[number], string>;

const TOKENS = [
  'page',
  'raised',
  'line',
  'line-strong',
  'text',
  'text-2',
  'text-3',
  'accent',
  'plus',
  'minus',
  'cold',
  'warm-mark',
  'hot-mark',
] as const;

/** Reads the colour tokens: a browser resolves `light-dark()` only where a colour is really used. */
export function readColors(): ChartColors {
  const probe = document.createElement('i');
  // Where less motion is wished for, everything has a transition of next to nothing: the colour asked for would still be on its way.
  probe.style.setProperty('transition', 'none', 'important');
  document.body.append(probe);
  const entries = TOKENS.map((token) => {
    probe.style.color = `var(--pl-${token})`;
    return [token, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(entries) as ChartColors;
}

/** The colours of the three bands, by their tone. */
export function bandTones(colors: ChartColors) {
  return { cold: colors.cold, warm: colors['warm-mark'], hot: colors['hot-mark'] };
}

/** The looks every picture shares: quiet axes, hairlines, one text size, a tooltip like our popovers. */
export function baseOption(colors: ChartColors): ChartOption {
  const text = { fontFamily: 'inherit', fontSize: 11, color: colors['text-3'] };
  return {
    animationDuration: 200,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 4, right: 8, top: 8, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      confine: true,
      padding: [6, 10],
      backgroundColor: colors.raised,
      borderColor: colors['line-strong'],
      textStyle: { ...text, fontSize: 12, color: colors.text },
      axisPointer: { lineStyle: { color: colors['line-strong'] } },
    },
    xAxis: {
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
      splitLine: { show: false },
    },
    yAxis: {
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: text,
      splitLine: { lineStyle: { color: colors.line } },
    },
  };
}
