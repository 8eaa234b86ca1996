import { Drawer, Segmented, Table, Tag, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { formatDay } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { useFilters } from '../../components/use-filters.js';
import { useFigureCases, type Figure, type FigureCase, type StatisticsQuery } from './api.js';

const PAGE_SIZE = 20;

const columns: TableColumnsType<FigureCase> = [
  {
    title: '事项',
    render: (_, { caseId, title, caseNumber }) => (
      <>
        <Link to={`/cases/${caseId}`}>{title}</Link>
        <div className="muted number">{caseNumber}</div>
      </>
    ),
  },
  { title: '单位', dataIndex: 'unitName', width: 200, render: (name?: string) => name ?? '' },
  { title: '到期（发生）日', dataIndex: 'day', width: 140, render: (day: string) => formatDay(day) },
  {
    title: '计入分子',
    dataIndex: 'isHit',
    width: 90,
    render: (isHit: boolean) => <Tag color={isHit ? 'blue' : 'default'}>{isHit ? '是' : '否'}</Tag>,
  },
  { title: '状态', dataIndex: 'status', width: 90 },
];

/** The cases behind a figure. */
export function CaseDrawer({
  figure,
  query,
  onClose,
}: {
  figure: Figure | undefined;
  query: StatisticsQuery;
  onClose: () => void;
}) {
  return (
    <Drawer
      title={figure ? `${figure.name}：${figure.n}/${figure.d}` : ''}
      open={figure !== undefined}
      onClose={onClose}
      size={860}
      destroyOnHidden
    >
      {figure ? <Cases figure={figure} query={query} /> : null}
    </Drawer>
  );
}

function Cases({ figure, query }: { figure: Figure; query: StatisticsQuery }) {
  const filters = useFilters();
  const part = filters.get('part') === 'hit' ? 'hit' : filters.get('part') === 'rest' ? 'rest' : 'all';
  const cases = useFigureCases({ ...query, figure: figure.code, month: '', part, page: filters.page, size: PAGE_SIZE });
  if (cases.isError) return <LoadError error={cases.error} onRetry={() => void cases.refetch()} />;
  return (
    <>
      <p className="muted">{figure.formula}</p>
      <Segmented
        style={{ marginBottom: 12 }}
        aria-label="范围"
        value={part}
        onChange={(value) => filters.set({ part: value === 'all' ? null : value })}
        options={[
          { value: 'all', label: `全部（${figure.d}）` },
          { value: 'hit', label: `计入分子（${figure.n}）` },
          { value: 'rest', label: `未计入分子（${figure.d - figure.n}）` },
        ]}
      />
      <Table<FigureCase>
        rowKey={({ caseId, day }) => `${caseId} ${day}`}
        size="small"
        loading={cases.isFetching}
        columns={columns}
        dataSource={cases.data?.items ?? []}
        pagination={{
          current: filters.page,
          pageSize: PAGE_SIZE,
          total: cases.data?.total ?? 0,
          hideOnSinglePage: true,
          showSizeChanger: false,
          onChange: (page) => filters.set({ page }),
        }}
      />
    </>
  );
}
