import { Table, Tag, Tabs, type TableColumnsType } from 'antd';
import { Link } from 'react-router';

import { EmptyState } from '../../components/empty-state.js';
import { formatInstant } from '../../components/format.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { useResources, type Resource } from './api.js';

/** 表单与决策表: what the diagrams refer to. */
export default function ResourcesScreen() {
  const resources = useResources();
  const filters = useFilters();
  const kind = filters.get('kind') === 'form' ? 'form' : 'dmn';
  const shown = (wanted: Resource['kind']) => (resources.data ?? []).filter((resource) => resource.kind === wanted);
  return (
    <>
      <PageHead title="表单与决策表" sub="发布后，之后到达的步骤按新版办理；已经打开的待办仍按原版。" />
      {resources.isPending ? <PageLoading /> : null}
      {resources.isError ? <LoadError error={resources.error} onRetry={() => void resources.refetch()} /> : null}
      {resources.isSuccess ? (
        <Tabs
          className="panel"
          activeKey={kind}
          onChange={(key) => filters.set({ kind: key === 'form' ? 'form' : null })}
          items={[
            {
              key: 'dmn',
              label: `决策表（${shown('dmn').length}）`,
              children: <ResourceTable resources={shown('dmn')} />,
            },
            {
              key: 'form',
              label: `表单（${shown('form').length}）`,
              children: <ResourceTable resources={shown('form')} />,
            },
          ]}
        />
      ) : null}
    </>
  );
}

const columns: TableColumnsType<Resource> = [
  {
    title: '名称',
    render: (_, { name, title }) => <Link to={`/resources/${encodeURIComponent(name)}`}>{title}</Link>,
  },
  { title: '文件', dataIndex: 'name', width: 220 },
  {
    title: '用在',
    render: (_, { usedBy }) =>
      usedBy.length === 0 ? (
        <span className="muted">现行流程没有用到</span>
      ) : (
        usedBy.map(({ processId, processName, elementName }) => (
          <Tag key={`${processId}/${elementName}`}>{elementName ? `${processName} · ${elementName}` : processName}</Tag>
        ))
      ),
  },
  { title: '版本', width: 90, render: (_, { versions }) => `第 ${versions[0]?.version ?? 0} 版` },
  {
    title: '最近发布',
    width: 210,
    render: (_, { versions: [newest] }) => (newest ? `${formatInstant(newest.deployedAt)} ${newest.deployedBy}` : ''),
  },
];

function ResourceTable({ resources }: { resources: Resource[] }) {
  if (resources.length === 0) return <EmptyState title="还没有" hint="随流程发布的表单和决策表列在这里。" />;
  return <Table size="small" rowKey="name" pagination={false} columns={columns} dataSource={resources} />;
}
