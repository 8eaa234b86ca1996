/** ECharts with the few parts that are used here; loaded when a chart is first shown. */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useColourMode } from '../../components/theme.js';

use([BarChart, LineChart, GridComponent, TooltipComponent, LegendComponent, AriaComponent, SVGRenderer]);

export interface ChartProps {
  option: EChartsCoreOption;
  /** What a screen reader calls it. */
  label: string;
  height?: number;
}

export default function Chart({ option, label, height = 260 }: ChartProps) {
  const { mode } = useColourMode();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return;
    const chart = init(place.current, mode === 'dark' ? 'dark' : null, { renderer: 'svg' });
    chart.setOption({ backgroundColor: 'transparent', animation: false, ...option });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [option, mode]);
  return <div ref={place} role="img" aria-label={label} style={{ height }} />;
}
