import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Progress, Space, Table, Tag, type TableColumnsType } from 'antd';
import { useEffect } from 'react';

import { problemText } from '../../api/problem.js';
import { formatInstant } from '../../components/format.js';
import { useBatchOperations, useControlBatch, useFailedItems, type BatchItem, type BatchOperation } from './api.js';
import { batchNames, progressSentence, stateNames } from './batch-words.js';

const failureColumns: TableColumnsType<BatchItem> = [
  { title: '实例编号', dataIndex: 'processInstanceKey', width: 170 },
  { title: '失败原因', dataIndex: 'errorMessage' },
];

function Failures({ operation }: { operation: BatchOperation }) {
  const failed = useFailedItems(operation.batchOperationKey, operation.operationsFailedCount);
  return (
    <Table
      rowKey="itemKey"
      size="small"
      columns={failureColumns}
      dataSource={failed.data?.items ?? []}
      loading={failed.isPending}
      pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
    />
  );
}

function Controls({ operation }: { operation: BatchOperation }) {
  const { message } = App.useApp();
  const control = useControlBatch();
  const { batchOperationKey: key, state } = operation;
  if (state !== 'ACTIVE' && state !== 'SUSPENDED') return null;
  const take = (step: 'suspension' | 'resumption' | 'cancellation') =>
    control.mutate({ key, step }, { onError: (error) => void message.error(problemText(error)) });
  return (
    <Space>
      {state === 'ACTIVE' ? (
        <Button size="small" onClick={() => take('suspension')}>
          暂停
        </Button>
      ) : (
        <Button size="small" onClick={() => take('resumption')}>
          继续
        </Button>
      )}
      <Popconfirm
        title="中止后，未执行的保持原状。"
        okText="中止"
        cancelText="不中止"
        onConfirm={() => take('cancellation')}
      >
        <Button size="small" danger>
          中止
        </Button>
      </Popconfirm>
    </Space>
  );
}

const columns: TableColumnsType<BatchOperation> = [
  { title: '操作', width: 110, render: (_, { batchOperationType: type }) => batchNames[type] },
  { title: '状态', width: 100, render: (_, { state }) => <Tag>{stateNames[state]}</Tag> },
  {
    title: '进度',
    render: (_, operation) => {
      const { operationsTotalCount: total, operationsCompletedCount: done, operationsFailedCount: failed } = operation;
      const percent = total === 0 ? 100 : Math.floor(((done + failed) / total) * 100);
      return (
        <>
          <Progress
            percent={percent}
            size="small"
            status={operation.state === 'ACTIVE' ? 'active' : failed > 0 ? 'exception' : 'normal'}
            format={(value) => `${value}%`}
          />
          <div className="instances-progress">{progressSentence(operation)}</div>
        </>
      );
    },
  },
  { title: '发起', width: 220, render: (_, { actorId, startDate }) => `${actorId} ${formatInstant(startDate)}` },
  { title: '', width: 150, render: (_, operation) => <Controls operation={operation} /> },
];

/** The latest operations with their progress; a row with failures opens to them. */
export function OperationsPanel() {
  const operations = useBatchOperations();
  const items = operations.data?.items ?? [];
  const client = useQueryClient();
  const carriedOut = items.reduce((sum, one) => sum + one.operationsCompletedCount, 0);
  // What has been carried out shows in the list above.
  useEffect(() => void client.invalidateQueries({ queryKey: ['instance'] }), [client, carriedOut]);
  if (items.length === 0) return null;
  return (
    <section className="panel instances-operations" aria-labelledby="operations-title">
      <h2 id="operations-title">批量操作</h2>
      <Table
        rowKey="batchOperationKey"
        size="small"
        columns={columns}
        dataSource={items}
        pagination={false}
        scroll={{ x: 860 }}
        expandable={{
          columnTitle: <span className="visually-hidden">失败明细</span>,
          rowExpandable: (operation) => operation.operationsFailedCount > 0,
          expandedRowRender: (operation) => <Failures operation={operation} />,
        }}
      />
    </section>
  );
}
