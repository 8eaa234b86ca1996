import { Button } from 'antd';
import { Link } from 'react-router';
import type { InboxTab } from '../../api/types.js';
import { EmptyState } from '../../components/empty-state.js';
import type { useFilters } from '../../components/use-filters.js';

interface InboxEmptyProps {
  tab: InboxTab;
  query: string;
  /** How many tasks wait to be claimed. */
  waiting: number;
  filters: ReturnType<typeof useFilters>;
}

/** Nothing in this tab, and where to go on. */
export function InboxEmpty({ tab, query, waiting, filters }: InboxEmptyProps) {
  if (query) {
    return (
      <EmptyState
        title={`没有与“${query}”相符的任务`}
        hint="可以换一个词，或到“案件”里按案号查找。"
        action={<Button onClick={() => filters.set({ q: null })}>清除搜索</Button>}
      />
    );
  }
  if (tab === 'mine') {
    return waiting > 0 ? (
      <EmptyState
        title="手头没有待办"
        hint={`还有 ${waiting} 件等待签收。签收后由您办理，别人不再重复处理。`}
        action={
          <Button type="primary" onClick={() => filters.set({ tab: 'group' })}>
            去签收
          </Button>
        }
      />
    ) : (
      <EmptyState
        title="手头没有待办"
        hint="新的任务到来时会自动出现在这里。有群众来访，请先登记。"
        action={
          <Link to="/register">
            <Button type="primary">登记来访</Button>
          </Link>
        }
      />
    );
  }
  if (tab === 'group') return <EmptyState title="没有等待签收的任务" hint="流转到您岗位的任务会自动出现在这里。" />;
  return <EmptyState title="还没有办过的任务" hint="提交过的任务会列在这里，最近的在前。" />;
}
