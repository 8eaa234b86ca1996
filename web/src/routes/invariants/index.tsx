import { App, Button, Segmented, Table, type TableColumnsType } from 'antd';
import { Link } from 'react-router';
import { problemText } from '../../api/problem.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatInstant } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { useCheckInvariants, useInvariants, type Invariant, type Invariants, type Violation } from './api.js';

const PAGE_SIZE = 50;
const INVARIANTS: Invariant[] = ['件件有着落', '案案有结果', '事事有回音'];

const columns: TableColumnsType<Violation> = [
  {
    title: '事项',
    width: 320,
    render: (_, { caseId, title, caseNumber }) => (
      <>
        <Link to={`/cases/${caseId}`}>{title}</Link>
        <div className="muted number">{caseNumber}</div>
      </>
    ),
  },
  { title: '哪一项', dataIndex: 'invariant', width: 120 },
  { title: '问题', dataIndex: 'message' },
  { title: '状态', dataIndex: 'status', width: 90 },
  { title: '单位', dataIndex: 'unitName', width: 240, render: (name?: string) => name ?? '' },
];

function lastCheck({ check }: Invariants): string {
  if (!check) return '还没有检查过；每天凌晨两点自动检查';
  return `${formatInstant(check.at)} ${check.by ? `由${check.by.displayName}` : '自动'}检查，共 ${check.cases} 件；每天凌晨两点自动检查`;
}

/** 三项检查: matters that nobody answers for, cases without outcome, demands without reply, each with a way to it. */
export default function InvariantsScreen() {
  const filters = useFilters();
  const { notification } = App.useApp();
  const invariant = INVARIANTS.find((name) => name === filters.get('invariant')) ?? '';
  const found = useInvariants({ invariant, page: filters.page, size: PAGE_SIZE });
  const check = useCheckInvariants();
  const { data } = found;

  const checkNow = async () => {
    try {
      await check.mutateAsync();
    } catch (reason) {
      notification.error({ title: '没有检查', description: problemText(reason) });
    }
  };

  const all = data ? INVARIANTS.reduce((sum, name) => sum + data.counts[name], 0) : 0;
  return (
    <>
      <PageHead
        title="三项检查"
        sub={data ? lastCheck(data) : '件件有着落、案案有结果、事事有回音'}
        extra={
          <Button type="primary" loading={check.isPending} onClick={() => void checkNow()}>
            现在检查
          </Button>
        }
      />
      {found.isError ? <LoadError error={found.error} onRetry={() => void found.refetch()} /> : null}
      {found.isPending ? <PageLoading /> : null}
      {data ? (
        <section className="panel">
          <Segmented
            style={{ marginBottom: 12 }}
            aria-label="哪一项"
            value={invariant}
            onChange={(value) => filters.set({ invariant: value })}
            options={[
              { value: '', label: `全部（${all}）` },
              ...INVARIANTS.map((name) => ({ value: name, label: `${name}（${data.counts[name]}）` })),
            ]}
          />
          {data.items.length > 0 ? (
            <Table<Violation>
              rowKey={({ caseId, invariant: rule }) => `${caseId} ${rule}`}
              size="small"
              scroll={{ x: 1000 }}
              columns={columns}
              dataSource={data.items}
              loading={found.isFetching}
              pagination={{
                current: filters.page,
                pageSize: PAGE_SIZE,
                total: data.total,
                hideOnSinglePage: true,
                showSizeChanger: false,
                onChange: (page) => filters.set({ page }),
              }}
            />
          ) : (
            <EmptyState
              title={data.check ? '没有发现问题' : '还没有检查过'}
              hint={data.check ? '您能看到的事项件件有着落、案案有结果、事事有回音。' : '可以点右上角“现在检查”。'}
            />
          )}
        </section>
      ) : null}
    </>
  );
}
