import type { StatisticsShown } from './statistics.dto.js';
import { shown } from '../../domain/statistics/figure.js';
import type { Sheet } from './table-files.js';

const head = ['指标', '分子', '分母', '比率'];

/** The page 统计 as sheets: the figures, by unit in the order of the organisation, by month, and what was registered. */
export function sheetsOf({ from, to, figures, composition, notRecorded }: StatisticsShown): Sheet[] {
  const period = `${from} 至 ${to}`;
  return [
    {
      name: '指标',
      rows: [
        [...head, '计算方法', '依据', '期间'],
        ...figures.map(({ name, n, d, shown: rate, formula, basis }) => [name, n, d, rate, formula, basis, period]),
        ...notRecorded.map(({ name, reason }) => [name, '', '', '—', reason, '', period]),
      ],
    },
    {
      name: '分单位',
      rows: [
        ['单位', ...head, '期间'],
        ...figures.flatMap(({ name, units }) =>
          units.map(({ unitName, n, d }) => [unitName, name, n, d, shown({ n, d }), period]),
        ),
      ],
    },
    {
      name: '逐月',
      rows: [
        ['月份', ...head],
        ...figures.flatMap(({ name, months }) => months.map(({ month, n, d }) => [month, name, n, d, shown({ n, d })])),
      ],
    },
    {
      name: '登记构成',
      rows: [
        ['分类', '名称', '件数', '期间'],
        ...composition.flatMap(({ name, shares }) => shares.map((share) => [name, share.name, share.count, period])),
      ],
    },
  ];
}
