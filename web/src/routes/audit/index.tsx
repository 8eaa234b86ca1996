import './audit.css';

import { DownloadOutlined, SettingOutlined } from '@ant-design/icons';
import { App, Button, Checkbox, Popover, Table, type InputRef, type TableColumnsType } from 'antd';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router';

import { problemText } from '../../api/problem.js';
import { EmptyState } from '../../components/empty-state.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { SearchBox } from '../../components/search-box.js';
import { useFilters } from '../../components/use-filters.js';
import { useListKeys } from '../../components/use-list-keys.js';
import { useInstances, type AuditInstance } from './api.js';
import { auditColumns, chosenColumns, columnsInAddress, type AuditColumn } from './columns.js';
import { exportInstances } from './export-instances.js';
import { clearFilters, FilterBar, isFiltered, readFilters } from './filter-bar.js';

const PAGE_SIZE = 20;

function ColumnPicker({ columns, onChange }: { columns: AuditColumn[]; onChange: (keys: string[]) => void }) {
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <Checkbox.Group
          className="audit-column-picker"
          aria-label="显示的列"
          value={columns.map(({ key }) => key)}
          options={auditColumns.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={onChange}
        />
      }
    >
      <Button icon={<SettingOutlined aria-hidden />}>选择列</Button>
    </Popover>
  );
}

function tableColumns(columns: AuditColumn[]): TableColumnsType<AuditInstance> {
  return columns.map(({ key, title, width, text, show }) => ({
    key,
    title,
    width,
    ellipsis: !show,
    render: (_, row) => (show ?? text)(row),
  }));
}

/** 审计: every process instance this person may see. */
export default function AuditInstances() {
  const filters = useFilters();
  const query = readFilters(filters);
  const instances = useInstances({ ...query, page: filters.page, size: PAGE_SIZE });
  const items = useMemo(() => instances.data?.items ?? [], [instances.data]);
  const columns = chosenColumns(filters.get('columns'));
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [exporting, setExporting] = useState(false);
  const searchBox = useRef<InputRef>(null);

  const open = useCallback(
    (index: number) => items[index] && void navigate(`/audit/${items[index].key}`),
    [items, navigate],
  );
  const search = useCallback(() => searchBox.current?.focus({ cursor: 'all' }), []);
  const [marked] = useListKeys({ count: items.length, onOpen: open, onSearch: search });

  const exportRows = async () => {
    setExporting(true);
    try {
      const { exported, total } = await exportInstances(query, columns);
      if (exported < total) message.warning(`共 ${total} 条，只导出了前 ${exported} 条。请缩小范围后分几次导出。`);
      else message.success(`已导出 ${exported} 条。`);
    } catch (error) {
      message.error(problemText(error));
    } finally {
      setExporting(false);
    }
  };

  return (
    <>
      <PageHead
        title="审计"
        sub="每一件办到哪里、谁办的、是否按时，都可查到原始记录。"
        extra={
          <>
            <SearchBox
              value={query.q}
              onSearch={(q) => filters.set({ q })}
              placeholder="搜索案号、事项"
              inputRef={searchBox}
            />
            <ColumnPicker columns={columns} onChange={(keys) => filters.set({ columns: columnsInAddress(keys) })} />
            <Button
              icon={<DownloadOutlined aria-hidden />}
              loading={exporting}
              disabled={items.length === 0}
              onClick={() => void exportRows()}
            >
              导出表格
            </Button>
          </>
        }
      />
      <section className="panel audit-list">
        <FilterBar filters={filters} />
        {instances.isPending ? (
          <PageLoading />
        ) : instances.isError ? (
          <LoadError error={instances.error} onRetry={() => void instances.refetch()} />
        ) : items.length === 0 ? (
          <EmptyState
            title={isFiltered(query) ? '没有符合条件的记录' : '还没有办理记录'}
            hint={isFiltered(query) ? '放宽条件再查。' : '登记来访事项后，这里就有记录。'}
            action={isFiltered(query) && <Button onClick={() => clearFilters(filters)}>清除条件</Button>}
          />
        ) : (
          <Table
            rowKey="key"
            size="small"
            loading={instances.isPlaceholderData}
            columns={tableColumns(columns)}
            dataSource={items}
            scroll={{ x: columns.reduce((sum, column) => sum + column.width, 0) }}
            rowClassName={(_, index) => (index === marked ? 'row-open row-marked' : 'row-open')}
            onRow={(row, index) => ({
              onClick: () => void navigate(`/audit/${row.key}`),
              'aria-current': index === marked ? 'true' : undefined,
            })}
            pagination={{
              current: filters.page,
              pageSize: PAGE_SIZE,
              total: instances.data.total,
              showSizeChanger: false,
              showTotal: (total) => `共 ${total} 条`,
              onChange: (page) => filters.set({ page }),
            }}
          />
        )}
      </section>
    </>
  );
}
