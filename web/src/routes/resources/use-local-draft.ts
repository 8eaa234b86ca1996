import { useCallback, useState } from 'react';

interface LocalDraft {
  baseVersion: number;
  content: string;
}

const keyOf = (name: string) => `minqing.resource.${name}`;

function read(name: string): LocalDraft | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? 'null') as LocalDraft | null;
  } catch {
    return null;
  }
}

/** What was edited and not published yet, kept on this computer: it holds rules, nothing of a person. */
export function useLocalDraft(name: string) {
  const [found, setFound] = useState(() => read(name));
  const keep = useCallback(
    (draft: LocalDraft) => {
      try {
        localStorage.setItem(keyOf(name), JSON.stringify(draft));
      } catch {
        // A full store costs the draft, not the work on the page.
      }
    },
    [name],
  );
  const forget = useCallback(() => {
    localStorage.removeItem(keyOf(name));
    setFound(null);
  }, [name]);
  return { found, keep, forget };
}
