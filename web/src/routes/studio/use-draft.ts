import { useCallback, useEffect, useRef, useState } from 'react';

import { Problem, problemText } from '../../api/problem.js';
import type { StudioModeler } from '../../modeler/createModeler.js';
import { listen } from '../../modeler/listen.js';
import { discardDraft, fetchDraft, saveDraft, type Draft } from '../processes/api.js';
import { xmlOf } from './use-modeler.js';

/** How long a change may stay only in the browser. */
const AUTOSAVE_MS = 20_000;

export interface DraftState {
  draft: Draft | null;
  dirty: boolean;
  saving: boolean;
  /** Why the last saving failed; null when it did not. */
  error: string | null;
  /** Set while somebody else's later draft is in the way: the server's sentence about it. */
  conflict: string | null;
  /** Resolves to true when everything is on the server. */
  save: () => Promise<boolean>;
  /** Puts this drawing in the place of the other person's draft. */
  overwrite: () => Promise<boolean>;
  leaveConflict: () => void;
  discard: () => Promise<void>;
  /** The drawing has become a version: there is no draft any more. */
  published: () => void;
  markDirty: () => void;
}

interface DraftOptions {
  resourceName: string;
  modeler: StudioModeler | null;
  initial: Draft | null;
  initiallyDirty: boolean;
  /** 0 when there is none. */
  baseVersion: number;
}

/** Keeps the drawing on the server as a draft: on demand, and by itself while there are changes. */
export function useDraft({ resourceName, modeler, initial, initiallyDirty, baseVersion }: DraftOptions): DraftState {
  const [draft, setDraft] = useState(initial);
  const [dirty, setDirty] = useState(initiallyDirty);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [conflict, setConflict] = useState<string | null>(null);
  const changes = useRef(0);
  const underWay = useRef(false);

  const markDirty = useCallback(() => {
    changes.current += 1;
    setDirty(true);
  }, []);

  useEffect(() => {
    if (!modeler) return;
    return listen<{ trigger?: string }>(modeler.get('eventBus'), 'commandStack.changed', ({ trigger }) => {
      if (trigger !== 'clear') markDirty();
    });
  }, [modeler, markDirty]);

  const put = useCallback(
    async (revision: number | undefined): Promise<boolean> => {
      if (!modeler || underWay.current) return false;
      underWay.current = true;
      setSaving(true);
      const savedChanges = changes.current;
      try {
        const saved = await saveDraft(resourceName, { xml: await xmlOf(modeler), baseVersion, revision });
        setDraft(saved);
        setError(null);
        setConflict(null);
        const nothingNew = changes.current === savedChanges;
        if (nothingNew) setDirty(false);
        return nothingNew;
      } catch (reason) {
        if (reason instanceof Problem && reason.code === 'stale-draft') setConflict(reason.message);
        else setError(problemText(reason));
        return false;
      } finally {
        underWay.current = false;
        setSaving(false);
      }
    },
    [modeler, resourceName, baseVersion],
  );

  const save = useCallback(() => put(draft?.revision), [put, draft]);
  const overwrite = useCallback(async () => put((await fetchDraft(resourceName))?.revision), [put, resourceName]);

  useEffect(() => {
    if (!dirty || conflict !== null) return;
    const timer = setInterval(() => void save(), AUTOSAVE_MS);
    return () => clearInterval(timer);
  }, [dirty, conflict, save]);

  const discard = useCallback(async () => {
    await discardDraft(resourceName);
    setDraft(null);
    setDirty(false);
  }, [resourceName]);

  // The server removes the draft that was published; another person's stays, and saving over it will be refused.
  const published = useCallback(() => {
    setDraft(null);
    setDirty(false);
    setError(null);
  }, []);

  return {
    draft,
    dirty,
    saving,
    error,
    conflict,
    save,
    overwrite,
    leaveConflict: () => setConflict(null),
    discard,
    published,
    markDirty,
  };
}
