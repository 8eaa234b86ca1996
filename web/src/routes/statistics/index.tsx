import { DownloadOutlined } from '@ant-design/icons';
import { Button, DatePicker, Select, Table, Tabs, type TableColumnsType } from 'antd';
import dayjs from 'dayjs';
import { useUnits } from '../../api/session.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { exportAddress, percent, useStatistics, type Figure, type Statistics } from './api.js';
import { CaseDrawer } from './case-drawer.js';
import { Course, Shares } from './course.js';
import { DAY, periodOf, presetsAt } from './period.js';
import './statistics.css';

type Filters = ReturnType<typeof useFilters>;
type UnitRatio = Figure['units'][number];

function FilterBar({ filters, from, to }: { filters: Filters; from: string; to: string }) {
  const units = useUnits();
  return (
    <div className="statistics-filters no-print">
      <DatePicker.RangePicker
        aria-label="统计期间"
        allowClear={false}
        presets={presetsAt(dayjs())}
        value={[dayjs(from), dayjs(to)]}
        onChange={(range) => {
          if (range?.[0] && range[1]) filters.set({ from: range[0].format(DAY), to: range[1].format(DAY) });
        }}
      />
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        style={{ width: 260 }}
        placeholder="全部单位"
        aria-label="单位"
        options={(units.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={filters.get('unitId') || null}
        onChange={(value: string | null) => filters.set({ unitId: value ?? null })}
      />
    </div>
  );
}

/** Share, numerator and denominator of each figure; a row leads to its course, its numbers to the cases. */
function Figures({ data, chosen, filters }: { data: Statistics; chosen: Figure; filters: Filters }) {
  const columns: TableColumnsType<Figure> = [
    {
      title: '指标',
      width: 190,
      render: (_, { code, name }) => (
        <Button
          type="link"
          size="small"
          className="statistics-link"
          aria-pressed={code === chosen.code}
          onClick={() => filters.set({ figure: code })}
        >
          {name}
        </Button>
      ),
    },
    { title: '比率', dataIndex: 'shown', width: 90, align: 'right' },
    {
      title: '分子/分母',
      width: 110,
      align: 'right',
      render: (_, { code, name, n, d }) =>
        d === 0 ? (
          <span className="muted">0/0</span>
        ) : (
          <Button
            type="link"
            size="small"
            className="statistics-link"
            aria-label={`${n}/${d}，查看${name}的事项`}
            onClick={() => filters.set({ figure: code, cases: 'open', part: null })}
          >
            {n}/{d}
          </Button>
        ),
    },
    { title: '计算方法', dataIndex: 'formula' },
    { title: '依据', dataIndex: 'basis', width: 290 },
  ];
  return (
    <Table<Figure>
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 900 }}
      columns={columns}
      dataSource={data.figures}
      rowClassName={({ code }) => (code === chosen.code ? 'ant-table-row-selected' : '')}
    />
  );
}

const unitColumns: TableColumnsType<UnitRatio> = [
  { title: '单位（按机构序列）', dataIndex: 'unitName' },
  { title: '比率', width: 90, align: 'right', render: (_, ratio) => percent(ratio) },
  { title: '分子/分母', width: 110, align: 'right', render: (_, { n, d }) => `${n}/${d}` },
];

function Chosen({ figure }: { figure: Figure }) {
  return (
    <section className="panel">
      <h2>{figure.name}</h2>
      <Tabs
        size="small"
        items={[
          { key: 'course', label: '逐月', children: <Course figure={figure} /> },
          {
            key: 'units',
            label: `分单位（${figure.units.length}）`,
            children: (
              <Table<UnitRatio>
                rowKey="unitId"
                size="small"
                pagination={false}
                columns={unitColumns}
                dataSource={figure.units}
                locale={{ emptyText: '本期没有到期的事项' }}
              />
            ),
          },
        ]}
      />
    </section>
  );
}

function Registered({ data }: { data: Statistics }) {
  return (
    <section className="panel">
      <h2>登记的信访事项：{data.registered} 件</h2>
      <p className="muted">只反映构成，不用于单位之间比较和排名。</p>
      <Tabs
        size="small"
        items={data.composition.map((composition) => ({
          key: composition.name,
          label: composition.name,
          children: <Shares composition={composition} total={data.registered} />,
        }))}
      />
    </section>
  );
}

function Remarks({ data }: { data: Statistics }) {
  return (
    <section className="panel">
      <h2>说明</h2>
      <p>只统计期限已满的事项：未到期的，办与未办都不计。分母为 0 时记为「—」。</p>
      {data.referrals ? (
        <p>
          本期联系公安机关 {data.referrals.d} 次，其中经复核更正 {data.referrals.n} 次（{percent(data.referrals)}
          ），仅列合计。
        </p>
      ) : null}
      <p>尚无数据、不能计算的指标：</p>
      <ul>
        {data.notRecorded.map(({ name, reason }) => (
          <li key={name}>
            {name}：{reason}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** 统计: how much of what was due was done in time, for a period and a unit, down to the cases. */
export default function StatisticsScreen() {
  const filters = useFilters();
  const { from, to } = periodOf(filters.get('from'), filters.get('to'));
  const query = { from, to, unitId: filters.get('unitId') };
  const statistics = useStatistics(query);
  const { data } = statistics;
  const chosen =
    data?.figures.find(({ code }) => code === filters.get('figure')) ??
    data?.figures.find(({ code }) => code === 'timely-reply');
  return (
    <>
      <PageHead
        title="统计"
        sub={`${from} 至 ${to}`}
        extra={
          <>
            <Button icon={<DownloadOutlined aria-hidden />} href={exportAddress(query, 'xlsx')}>
              导出 xlsx
            </Button>{' '}
            <Button icon={<DownloadOutlined aria-hidden />} href={exportAddress(query, 'csv')}>
              导出 csv
            </Button>
          </>
        }
      />
      <FilterBar filters={filters} from={from} to={to} />
      {statistics.isError ? <LoadError error={statistics.error} onRetry={() => void statistics.refetch()} /> : null}
      {statistics.isPending ? <PageLoading rows={12} /> : null}
      {data && chosen ? (
        <>
          <section className="panel">
            <Figures data={data} chosen={chosen} filters={filters} />
          </section>
          <Chosen figure={chosen} />
          <Registered data={data} />
          <Remarks data={data} />
          <CaseDrawer
            figure={filters.get('cases') === 'open' ? chosen : undefined}
            query={query}
            onClose={() => filters.set({ cases: null, part: null })}
          />
        </>
      ) : null}
    </>
  );
}
