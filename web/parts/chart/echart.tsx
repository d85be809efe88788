import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { ChartOption } from './option.ts';

echarts.use([LineChart, BarChart, GridComponent, TooltipComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

type EChartProps = {
  option: ChartOption;
  height: number;
  /** Another scheme or language draws the chart anew. */
  look: string;
  /** A point or bar was pressed: its series and its place in the data. */
  onSelect?: (series: string, index: number) => void;
};

/** The drawing itself, for eyes only: its title and its table say the same. Loaded only where a picture is shown. */
export default function EChart({ option, height, look, onSelect }: EChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another look asks for a chart drawn anew
  useLayoutEffect(() => {
    if (element.current === null) return;
    const made = echarts.init(element.current, null, { renderer: 'svg' });
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart drawn anew has to be told again
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option, look]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a chart drawn anew has to be listened to again
  useEffect(() => {
    const made = chart.current;
    if (made === null || onSelect === undefined) return;
    const listener = (event: { seriesName?: string; dataIndex: number }) =>
      onSelect(event.seriesName ?? '', event.dataIndex);
    made.on('click', listener as never);
    return () => {
      made.off('click', listener as never);
    };
  }, [onSelect, look]);

  return <div ref={element} aria-hidden="true" style={{ height, width: '100%' }} />;
}
