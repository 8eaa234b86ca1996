/** Drafts save themselves: shortly after typing stops, when the page is left or hidden, and on demand. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { problemText } from '../../api/problem.js';
import { saveDraft } from '../../api/tasks.js';
import type { FormValues } from '../../api/types.js';

const SETTLE_MS = 1_500;

export interface DraftState {
  phase: 'unchanged' | 'edited' | 'saving' | 'saved' | 'failed';
  savedAt: string | null;
  failure?: string;
}

export interface Draft extends DraftState {
  /** Something was typed. */
  touch: () => void;
  saveNow: () => Promise<boolean>;
  /** Forgets what is not saved yet: the task is done. */
  stop: () => void;
}

/**
 * @param values reads the form as it stands; null while there is none
 * @param found the draft that was there on opening
 */
export function useDraft(
  taskKey: string,
  values: () => FormValues | null,
  found: { savedAt: string; revision: number } | null,
): Draft {
  const savedAt = found?.savedAt ?? null;
  const revision = useRef(found?.revision ?? 0);
  const inTurn = useRef<Promise<unknown>>(Promise.resolve());
  const [state, setState] = useState<DraftState>({ phase: 'unchanged', savedAt });
  const unsaved = useRef<FormValues | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const saveNow = useCallback(async () => {
    clearTimeout(timer.current);
    const sent = unsaved.current ?? values();
    unsaved.current = null;
    if (!sent) return false;
    setState((present) => ({ ...present, phase: 'saving' }));
    try {
      // One after another: each goes on from the revision that the one before has made.
      const saving = inTurn.current.then(async () => {
        const answer = await saveDraft(taskKey, sent, revision.current);
        revision.current = answer.revision;
        return answer;
      });
      inTurn.current = saving.catch(() => undefined);
      const saved = await saving;
      setState({ phase: unsaved.current ? 'edited' : 'saved', savedAt: saved.savedAt });
      return true;
    } catch (error) {
      unsaved.current ??= sent;
      setState((present) => ({ ...present, phase: 'failed', failure: problemText(error) }));
      return false;
    }
  }, [taskKey, values]);

  const touch = useCallback(() => {
    unsaved.current = values();
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveNow(), SETTLE_MS);
    setState((present) => ({ ...present, phase: 'edited' }));
  }, [saveNow, values]);

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    unsaved.current = null;
  }, []);

  useEffect(() => {
    const saveIfNeeded = () => {
      if (unsaved.current) void saveNow();
    };
    const onHidden = () => document.visibilityState === 'hidden' && saveIfNeeded();
    document.addEventListener('visibilitychange', onHidden);
    return () => {
      document.removeEventListener('visibilitychange', onHidden);
      saveIfNeeded();
    };
  }, [saveNow]);

  return { ...state, touch, saveNow, stop };
}
