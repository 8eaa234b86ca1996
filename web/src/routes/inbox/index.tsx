import { Grid, Pagination, Tabs, type InputRef } from 'antd';
import { useCallback, useMemo, useRef } from 'react';
import { useNavigate } from 'react-router';
import { useInbox } from '../../api/tasks.js';
import type { InboxTab } from '../../api/types.js';
import { LoadError } from '../../components/load-error.js';
import { PageHead } from '../../components/page-head.js';
import { PageLoading } from '../../components/page-loading.js';
import { SearchBox } from '../../components/search-box.js';
import { useFilters } from '../../components/use-filters.js';
import { useListKeys } from '../../components/use-list-keys.js';
import { InboxCards } from './inbox-cards.js';
import { InboxEmpty } from './inbox-empty.js';
import { InboxTable } from './inbox-table.js';
import { useClaimTasks } from './use-claim-tasks.js';
import './inbox.css';

const PAGE_SIZE = 20;
const TABS: { key: InboxTab; label: string }[] = [
  { key: 'mine', label: '我的待办' },
  { key: 'group', label: '待签收' },
  { key: 'done', label: '已办' },
];

function tabOf(text: string): InboxTab {
  return TABS.find((tab) => tab.key === text)?.key ?? 'mine';
}

/** 工作台: what there is to do, the most urgent first. */
export default function InboxScreen() {
  const filters = useFilters();
  const navigate = useNavigate();
  const searchBox = useRef<InputRef>(null);
  const phone = Grid.useBreakpoint().md === false;
  const tab = tabOf(filters.get('tab'));
  const query = { tab, q: filters.get('q'), page: filters.page, size: PAGE_SIZE };
  const inbox = useInbox(query);
  const items = useMemo(() => inbox.data?.items ?? [], [inbox.data]);
  const claiming = useClaimTasks();

  const open = useCallback(
    (index: number) => items[index] && void navigate(`/tasks/${items[index].taskKey}`),
    [items, navigate],
  );
  const claim = useCallback(
    (index: number) => {
      const item = items[index];
      if (tab === 'group' && item) void claiming.claim([item]);
    },
    [claiming, items, tab],
  );
  const search = useCallback(() => searchBox.current?.focus({ cursor: 'all' }), []);
  const [marked, setMarked] = useListKeys({ count: items.length, onOpen: open, onClaim: claim, onSearch: search });

  const list = { items, tab, marked, claiming };
  return (
    <>
      <PageHead
        title="工作台"
        extra={
          <SearchBox
            value={query.q}
            inputRef={searchBox}
            placeholder="搜索案号、信访人、事项"
            onSearch={(q) => filters.set({ q })}
          />
        }
      />
      <section className="panel inbox">
        <Tabs
          activeKey={tab}
          onChange={(key) => {
            setMarked(-1);
            filters.set({ tab: key === 'mine' ? null : key });
          }}
          items={TABS.map(({ key, label }) => ({
            key,
            label: inbox.data ? `${label}（${inbox.data.counts[key]}）` : label,
          }))}
        />
        {inbox.isPending ? <PageLoading /> : null}
        {inbox.isError ? <LoadError error={inbox.error} onRetry={() => void inbox.refetch()} /> : null}
        {inbox.isSuccess && items.length === 0 ? (
          <InboxEmpty tab={tab} query={query.q} waiting={inbox.data.counts.group} filters={filters} />
        ) : null}
        {inbox.isSuccess && items.length > 0 ? phone ? <InboxCards {...list} /> : <InboxTable {...list} /> : null}
        {inbox.isSuccess && inbox.data.total > PAGE_SIZE ? (
          <Pagination
            className="list-pages"
            align="end"
            current={query.page}
            pageSize={PAGE_SIZE}
            total={inbox.data.total}
            showSizeChanger={false}
            showTotal={(total) => `共 ${total} 件`}
            onChange={(page) => filters.set({ page })}
          />
        ) : null}
      </section>
      {phone ? null : (
        <p className="muted key-help no-print">
          键盘：<kbd>j</kbd> <kbd>k</kbd> 上下移动，<kbd>回车</kbd> 打开，<kbd>c</kbd> 签收，<kbd>/</kbd> 搜索
        </p>
      )}
    </>
  );
}
