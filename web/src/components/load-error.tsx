import { Button, Result } from 'antd';
import { Problem, problemText } from '../api/problem.js';

/** What went wrong while loading, in words, and the way to try again. */
export function LoadError({ error, onRetry, compact }: { error: unknown; onRetry: () => void; compact?: boolean }) {
  const missing = error instanceof Problem && (error.status === 404 || error.status === 403);
  const retry = (
    <Button type={missing ? 'default' : 'primary'} onClick={onRetry}>
      重新加载
    </Button>
  );
  if (compact) {
    return (
      <div role="alert" className="load-error-compact">
        <span>{problemText(error)}</span> {retry}
      </div>
    );
  }
  return (
    <div role="alert">
      <Result
        status={missing ? 'info' : 'warning'}
        title={missing ? '看不到这项内容' : '加载失败'}
        subTitle={problemText(error)}
        extra={retry}
      />
    </div>
  );
}
