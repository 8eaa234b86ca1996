import './instances.css';

import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';

import { EmptyState } from '../../components/empty-state.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { useFilters } from '../../components/use-filters.js';
import { useProcesses } from '../processes/api.js';
import { useOwnedInstances, type BatchType, type OwnedInstance } from './api.js';
import { BatchDialog } from './batch-dialog.js';
import { InstancesTable } from './instances-table.js';
import { OperationsPanel } from './operations-panel.js';
import { ofQuery, ofRows, type Selection } from './selection.js';

const PAGE_SIZE = 20;
const none = new Map<string, OwnedInstance>();

/** 办理中: what runs on the process owner's drawings, and operations on many of them at once. */
export default function Instances() {
  const filters = useFilters();
  const query = {
    processId: filters.get('process'),
    definitionKey: filters.get('version'),
    incidents: filters.get('incident') === 'true',
    page: filters.page,
    size: PAGE_SIZE,
  };
  const instances = useOwnedInstances(query);
  const processes = useProcesses();
  const [ticked, setTicked] = useState<Map<string, OwnedInstance>>(none);
  const [isAll, setIsAll] = useState(false);
  const [dialog, setDialog] = useState<BatchType | null>(null);

  const total = instances.data?.total ?? 0;
  const everything = ofQuery(query, total);
  const selection: Selection | null = isAll ? everything : ticked.size > 0 ? ofRows([...ticked.values()]) : null;
  const files = processes.data ?? [];
  const fileOf = (processId: string | null) =>
    files.find((file) => file.processes.some((process) => process.processId === processId));
  const change = (changes: Record<string, string | null>) => {
    setTicked(none);
    setIsAll(false);
    filters.set(changes);
  };

  const versions = fileOf(query.processId)?.versions.toSorted((a, b) => b.version - a.version) ?? [];
  return (
    <>
      <PageHead title="办理中的实例" sub="按流程图的哪一版办理、办到哪一步；可成批迁移、取消或重试异常，都先预演。" />
      <section className="panel">
        <div className="instances-filters">
          <Select
            aria-label="流程"
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder="全部流程"
            value={query.processId || null}
            options={files.flatMap((file) =>
              file.processes.map(({ processId, name }) => ({ value: processId, label: name })),
            )}
            onChange={(value: string | null | undefined) => change({ process: value ?? null, version: null })}
          />
          <Select
            aria-label="版本"
            allowClear
            placeholder="全部版本"
            disabled={!query.processId}
            value={query.definitionKey || null}
            options={versions.flatMap(({ version, definitionKeys }) => {
              const key = definitionKeys[query.processId];
              return key ? [{ value: key, label: `第 ${version} 版` }] : [];
            })}
            onChange={(value: string | null | undefined) => change({ version: value ?? null })}
          />
          <Checkbox
            checked={query.incidents}
            onChange={({ target }) => change({ incident: target.checked ? 'true' : null })}
          >
            只看有异常的
          </Checkbox>
        </div>
        <div className="instances-actions" role="toolbar" aria-label="批量操作">
          <Button disabled={!selection?.processId} onClick={() => setDialog('MIGRATE_PROCESS_INSTANCE')}>
            批量迁移
          </Button>
          <Button disabled={!selection} onClick={() => setDialog('CANCEL_PROCESS_INSTANCE')}>
            批量取消
          </Button>
          <Button disabled={!selection} onClick={() => setDialog('RESOLVE_INCIDENT')}>
            重试异常
          </Button>
          <span>{selection ? `已选 ${selection.count} 件` : '请先选择实例'}</span>
          {everything && (
            <Checkbox checked={isAll} onChange={({ target }) => setIsAll(target.checked)}>
              选择符合条件的全部 {everything.count} 件
            </Checkbox>
          )}
        </div>
        {instances.isPending ? (
          <PageLoading />
        ) : instances.isError ? (
          <LoadError error={instances.error} onRetry={() => void instances.refetch()} />
        ) : total === 0 ? (
          <EmptyState title="没有办理中的实例" hint="放宽条件再查。" />
        ) : (
          <InstancesTable
            items={instances.data.items}
            loading={instances.isPlaceholderData}
            page={{ current: query.page, size: PAGE_SIZE, total, onChange: (page) => filters.set({ page }) }}
            selected={ticked}
            onSelect={(rows) => {
              setTicked(rows);
              setIsAll(false);
            }}
          />
        )}
      </section>
      <OperationsPanel />
      {dialog && selection && (
        <BatchDialog
          type={dialog}
          selection={selection}
          file={fileOf(selection.processId)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  );
}
