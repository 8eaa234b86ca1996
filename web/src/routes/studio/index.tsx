import { Button } from 'antd';
import { useMemo } from 'react';
import { Link, useNavigate, useParams } from 'react-router';

import { useRoles } from '../../api/session.js';
import { EmptyState } from '../../components/empty-state.js';
import { LoadError } from '../../components/load-error.js';
import { PageLoading } from '../../components/page-loading.js';
import { Studio } from './studio.js';
import { useStudioSource } from './use-studio-source.js';

/** The studio of one process, addressed by the name its file is kept under. */
export default function StudioPage() {
  const { resourceName = '' } = useParams();
  const navigate = useNavigate();
  const source = useStudioSource(resourceName);
  const roles = useRoles();
  const petition = useMemo(
    () => ({ roles: (roles.data ?? []).map((role) => ({ value: role.code, label: role.name })) }),
    [roles.data],
  );

  if (source.isPending || roles.isPending) return <PageLoading />;
  if (source.isError) return <LoadError error={source.error} onRetry={() => void source.refetch()} />;
  if (source.data === null) {
    return (
      <EmptyState
        title="没有这个流程"
        hint="它可能已改名，或者地址写错了。"
        action={
          <Link to="/processes">
            <Button tabIndex={-1}>回到流程列表</Button>
          </Link>
        }
      />
    );
  }
  // A new history entry is a new visit: everything is loaded afresh, and content the list handed over is forgotten.
  const reload = () => void navigate(`/studio/${encodeURIComponent(resourceName)}`, { replace: true, state: null });
  return <Studio source={source.data} petition={petition} onReload={reload} />;
}
