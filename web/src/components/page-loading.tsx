import { Skeleton } from 'antd';

/** The place holder of a page whose code or content is on the way. */
export function PageLoading({ rows = 8 }: { rows?: number }) {
  return (
    <div className="page-loading" role="status" aria-label="正在加载">
      <Skeleton active title={{ width: '30%' }} paragraph={{ rows }} />
    </div>
  );
}
