import { App, Button, Pagination, Table, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { problemText } from '../../api/problem.js';
import { EmptyState } from '../../components/empty-state.js';
import { formatInstant } from '../../components/format.js';
import { incidentInWords } from '../../components/incident-words.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { usePermissions } from '../../session/session.js';
import { useOpenIncidents, useResolveIncidents, type OpenIncident, type Resolution } from './api.js';
import './incidents.css';

const PAGE_SIZE = 20;

/** What stands in the way, where it comes from and what to do about it. */
function Cause({ incident }: { incident: OpenIncident }) {
  const { name, cause, remedy } = incidentInWords(incident.errorType);
  return (
    <div className="incident-cause">
      <strong>{name}</strong>
      <div>{incident.message.replace(/([^。！？])$/u, '$1。')}</div>
      <div className="muted">原因：{cause}</div>
      <div className="muted">处理：{remedy}</div>
    </div>
  );
}

function outcome(results: Resolution[]): string {
  const tried = results.filter(({ resolved }) => resolved).length;
  const left = results.length - tried;
  const rest = left > 0 ? `另有 ${left} 件没有重试，请刷新后再看。` : '';
  return `已重试 ${tried} 件；仍有问题的会重新列出。${rest}`;
}

/** 异常: where processes stand still until somebody mends the cause and lets them try again. */
export default function IncidentsScreen() {
  const filters = useFilters();
  const { auditor } = usePermissions();
  const { message, notification } = App.useApp();
  const [chosen, setChosen] = useState<string[]>([]);
  const query = { processId: filters.get('processId'), page: filters.page, size: PAGE_SIZE };
  const incidents = useOpenIncidents(query);
  const resolve = useResolveIncidents();
  const items = incidents.data?.items ?? [];
  const present = chosen.filter((key) => items.some((item) => item.key === key));

  const retry = async (keys: string[]) => {
    try {
      const results = await resolve.mutateAsync(keys);
      setChosen([]);
      void message.success(outcome(results));
    } catch (reason) {
      notification.error({ title: '没有重试', description: problemText(reason) });
    }
  };

  const columns: TableColumnsType<OpenIncident> = [
    {
      title: '流程',
      width: 220,
      render: (_, { processName, version, instanceKey }) => {
        const name = `${processName} 第 ${version} 版`;
        return auditor ? <Link to={`/audit/${instanceKey}`}>{name}</Link> : name;
      },
    },
    { title: '环节', dataIndex: 'elementName', width: 160 },
    { title: '问题', render: (_, incident) => <Cause incident={incident} /> },
    { title: '发生时间', width: 190, render: (_, { createdAt }) => formatInstant(createdAt) },
    {
      title: '操作',
      width: 80,
      render: (_, { key, elementName }) => (
        <Button
          type="link"
          size="small"
          disabled={resolve.isPending}
          aria-label={`重试“${elementName}”`}
          onClick={() => void retry([key])}
        >
          重试
        </Button>
      ),
    },
  ];

  return (
    <>
      <PageHead
        title="异常"
        sub="流程停在这些地方，排除原因后重试，从停下的环节接着办"
        extra={
          <Button
            type="primary"
            disabled={present.length === 0}
            loading={resolve.isPending}
            onClick={() => void retry(present)}
          >
            {present.length > 0 ? `重试所选 ${present.length} 件` : '重试所选'}
          </Button>
        }
      />
      {incidents.isError ? <LoadError error={incidents.error} onRetry={() => void incidents.refetch()} /> : null}
      {incidents.isPending ? <PageLoading /> : null}
      {incidents.data && items.length === 0 ? (
        <EmptyState title="没有待处理的异常" hint="流程停下来需要人处理时，会列在这里。" />
      ) : null}
      {items.length > 0 ? (
        <Table<OpenIncident>
          rowKey="key"
          size="small"
          pagination={false}
          scroll={{ x: 960 }}
          columns={columns}
          dataSource={items}
          rowSelection={{
            selectedRowKeys: present,
            onChange: (selected) => setChosen(selected.map(String)),
            getTitleCheckboxProps: () => ({ 'aria-label': '选择本页全部异常' }),
            getCheckboxProps: ({ elementName }) => ({ 'aria-label': `选择“${elementName}”的异常` }),
          }}
        />
      ) : null}
      {incidents.data && incidents.data.total > PAGE_SIZE ? (
        <Pagination
          className="list-pages"
          align="end"
          current={filters.page}
          pageSize={PAGE_SIZE}
          total={incidents.data.total}
          showSizeChanger={false}
          showTotal={(total) => `共 ${total} 件`}
          onChange={(page) => filters.set({ page })}
        />
      ) : null}
    </>
  );
}
