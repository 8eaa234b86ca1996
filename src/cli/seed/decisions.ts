import type { Json, Variables } from '../../engine/ports.js';
import type { Chance } from './chance.js';

/** What the person at the task has before them. */
export interface Situation {
  chance: Chance;
  known: Variables;
  today: string;
  now: string;
  /** Name of who fills the form in. */
  performer: string;
}

/** What people decide, by form; everything a form has besides is filled in by its kind. */
export type Decisions = Readonly<Record<string, (situation: Situation) => Variables>>;

/** Rows of a list that is known, each with something added. */
export function eachRow(rows: Json | undefined, add: (row: Record<string, Json>, index: number) => Variables): Json[] {
  if (!Array.isArray(rows)) return [];
  return rows.map((row, index) => {
    const given = typeof row === 'object' && row !== null && !Array.isArray(row) ? row : {};
    return { ...given, ...add(given, index) };
  });
}
