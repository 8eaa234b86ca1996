import { useParams } from 'react-router';
import { useTaskPage } from '../../api/tasks.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';
import { TaskWork } from './task-work.js';
import './task.css';

/** A task: the form beside the case. */
export default function TaskScreen() {
  const { key = '' } = useParams();
  const page = useTaskPage(key);
  if (page.isPending) return <PageLoading rows={12} />;
  if (!page.data) return <LoadError error={page.error} onRetry={() => void page.refetch()} />;
  return <TaskWork key={key} page={page.data} onReload={() => page.refetch()} />;
}
