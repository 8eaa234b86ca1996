import { QueryClient } from '@tanstack/react-query';
import { Problem } from './problem.js';

/** A refusal is an answer: only a failing or unreachable server is asked again. */
function worthRetrying(failures: number, error: Error): boolean {
  return error instanceof Problem && (error.status === 0 || error.status >= 502) && failures < 2;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
