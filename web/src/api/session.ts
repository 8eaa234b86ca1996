import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { request, setCsrfToken } from './client.js';
import { keys } from './keys.js';
import { Problem } from './problem.js';
import type { Codes, DemoAccount, Role, Session, Unit } from './types.js';

/** The present session, or null when nobody is signed in. */
export async function fetchSession(): Promise<Session | null> {
  try {
    const session = await request<Session>('GET', '/api/session', { expectUnauthorized: true });
    setCsrfToken(session.csrfToken);
    return session;
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

export async function signIn(username: string, password: string): Promise<Session> {
  const session = await request<Session>('POST', '/api/session', {
    body: { username, password },
    expectUnauthorized: true,
  });
  setCsrfToken(session.csrfToken);
  return session;
}

export async function signOut(): Promise<void> {
  await request<void>('DELETE', '/api/session', { expectUnauthorized: true });
  setCsrfToken('');
}

/** The accounts of the demonstration; empty outside demonstration mode. */
async function fetchDemoAccounts(): Promise<DemoAccount[]> {
  try {
    return await request<DemoAccount[]>('GET', '/api/demo-accounts', { expectUnauthorized: true });
  } catch (error) {
    if (error instanceof Problem && error.status !== 0 && error.status < 500) return [];
    throw error;
  }
}

export function useDemoAccounts(): UseQueryResult<DemoAccount[]> {
  return useQuery({ queryKey: keys.demoAccounts, queryFn: fetchDemoAccounts, staleTime: Infinity });
}

const RARELY_CHANGES_MS = 30 * 60_000;

export function useCodes(): UseQueryResult<Codes> {
  return useQuery({
    queryKey: keys.codes,
    queryFn: () => request<Codes>('GET', '/api/codes'),
    staleTime: RARELY_CHANGES_MS,
  });
}

export function useUnits(): UseQueryResult<Unit[]> {
  return useQuery({
    queryKey: keys.units,
    queryFn: () => request<Unit[]>('GET', '/api/units'),
    staleTime: RARELY_CHANGES_MS,
  });
}

export function useRoles(): UseQueryResult<Pick<Role, 'code' | 'name'>[]> {
  return useQuery({
    queryKey: keys.roles,
    queryFn: () => request<Pick<Role, 'code' | 'name'>[]>('GET', '/api/roles'),
    staleTime: RARELY_CHANGES_MS,
  });
}
