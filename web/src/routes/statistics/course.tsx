import { Skeleton } from 'antd';
import { lazy, Suspense, useMemo } from 'react';
import { percent, type Composition, type Figure } from './api.js';

const Chart = lazy(() => import('./chart.js'));
const font = { fontFamily: 'inherit' };

const round = (value: number): number => Math.round(value * 10) / 10;

/** How a figure went from month to month: the share as a line, what was due as bars behind it. */
export function Course({ figure }: { figure: Figure }) {
  const option = useMemo(
    () => ({
      textStyle: font,
      tooltip: {
        trigger: 'axis',
        formatter: (points: { dataIndex: number }[]) => {
          const month = figure.months[points[0]?.dataIndex ?? 0];
          return month ? `${month.month}<br>${percent(month)}（${month.n}/${month.d}）` : '';
        },
      },
      legend: { top: 0, data: ['比率', '分母'] },
      grid: { top: 36, left: 48, right: 48, bottom: 28 },
      xAxis: { type: 'category', data: figure.months.map(({ month }) => month) },
      yAxis: [
        { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
        { type: 'value', minInterval: 1, splitLine: { show: false } },
      ],
      series: [
        {
          name: '分母',
          type: 'bar',
          yAxisIndex: 1,
          barMaxWidth: 28,
          itemStyle: { color: '#b8c4d0' },
          data: figure.months.map(({ d }) => d),
        },
        {
          name: '比率',
          type: 'line',
          connectNulls: false,
          symbolSize: 7,
          itemStyle: { color: '#1f5fae' },
          data: figure.months.map(({ n, d }) => (d === 0 ? null : round((n / d) * 100))),
        },
      ],
    }),
    [figure],
  );
  const label = `${figure.name}逐月：${figure.months.map((month) => `${month.month} ${percent(month)}`).join('，')}`;
  return (
    <Suspense fallback={<Skeleton active />}>
      <Chart option={option} label={label} />
    </Suspense>
  );
}

/** What was registered, as shares in the order of the code list. */
export function Shares({ composition, total }: { composition: Composition; total: number }) {
  const { name, shares } = composition;
  const option = useMemo(
    () => ({
      textStyle: font,
      tooltip: { trigger: 'item' },
      grid: { top: 8, left: 110, right: 56, bottom: 24 },
      xAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shares.map((share) => share.name),
        axisLabel: { width: 100, overflow: 'truncate' },
      },
      series: [
        {
          type: 'bar',
          barMaxWidth: 18,
          itemStyle: { color: '#1f5fae' },
          label: {
            show: true,
            position: 'right',
            formatter: ({ dataIndex }: { dataIndex: number }) => `${shares[dataIndex]?.count ?? 0} 件`,
          },
          data: shares.map(({ count }) => round((count / Math.max(1, total)) * 100)),
        },
      ],
    }),
    [shares, total],
  );
  const label = `${name}：${shares.map((share) => `${share.name} ${share.count} 件`).join('，')}`;
  return (
    <Suspense fallback={<Skeleton active />}>
      <Chart option={option} label={label} height={60 + shares.length * 28} />
    </Suspense>
  );
}
