import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * The filters of a list, kept in the address so that it can be passed on and gone back to. Setting any filter other
 * than the page returns to the first page.
 */
export function useFilters(): {
  get: (name: string) => string;
  page: number;
  set: (changes: Record<string, string | number | null>) => void;
} {
  const [search, setSearch] = useSearchParams();
  const get = useCallback((name: string) => search.get(name) ?? '', [search]);
  const set = useCallback(
    (changes: Record<string, string | number | null>) =>
      setSearch(
        (present) => {
          const next = new URLSearchParams(present);
          if (!('page' in changes)) next.delete('page');
          for (const [name, value] of Object.entries(changes)) {
            if (value === null || value === '' || (name === 'page' && value === 1)) next.delete(name);
            else next.set(name, String(value));
          }
          return next;
        },
        { replace: true },
      ),
    [setSearch],
  );
  const page = Math.max(1, Math.trunc(Number(search.get('page')) || 1));
  return { get, page, set };
}
