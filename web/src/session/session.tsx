/** Who works here: the session, known to every page below {@link SessionGate}. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { keys } from '../api/keys.js';
import { fetchSession, signOut } from '../api/session.js';
import type { Session } from '../api/types.js';
import { LoadError } from '../components/load-error.js';
import { PageLoading } from '../components/page-loading.js';

const SessionContext = createContext<Session | null>(null);

export function useSessionQuery() {
  return useQuery({ queryKey: keys.session, queryFn: fetchSession, staleTime: Infinity, gcTime: Infinity });
}

/** Lets only signed-in people through; others go to the login page and come back to where they wanted to be. */
export function SessionGate({ children }: { children: ReactNode }) {
  const session = useSessionQuery();
  const location = useLocation();
  if (session.isPending) return <PageLoading />;
  if (session.isError) return <LoadError error={session.error} onRetry={() => void session.refetch()} />;
  if (!session.data) {
    const wanted = `${location.pathname}${location.search}`;
    return <Navigate to={wanted === '/' ? '/login' : `/login?next=${encodeURIComponent(wanted)}`} replace />;
  }
  return <SessionContext value={session.data}>{children}</SessionContext>;
}

/** The session of the person at the screen. Only below {@link SessionGate}. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession is used outside SessionGate');
  return session;
}

/** Ends the session and leaves nothing of it in the browser's memory. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await signOut();
    // Unfinished registrations are kept there.
    sessionStorage.clear();
    client.clear();
    client.setQueryData(keys.session, null);
  }, [client]);
}

export interface Permissions {
  /** Works cases: any role of the lanes (R1…R17). */
  officer: boolean;
  /** Answers for terms: supervisors and leaders, and who audits them. */
  supervisor: boolean;
  owner: boolean;
  auditor: boolean;
  admin: boolean;
}

/** What the navigation offers. It hides what is of no use; the server alone decides what is allowed. */
export function usePermissions(): Permissions {
  const { user } = useSession();
  return useMemo(() => {
    const codes = user.roles.map((role) => role.code);
    return {
      officer: codes.some((code) => /^R\d+$/.test(code)),
      supervisor: codes.some((code) => ['R3', 'R4', 'R5', 'R7', 'R12', 'auditor'].includes(code)),
      owner: codes.includes('owner'),
      auditor: codes.includes('auditor'),
      admin: codes.includes('admin'),
    };
  }, [user]);
}

/** The page a person begins the day with. */
export function homeOf(permissions: Permissions): string {
  if (permissions.officer) return '/inbox';
  if (permissions.owner) return '/processes';
  if (permissions.auditor) return '/audit';
  return '/system';
}
