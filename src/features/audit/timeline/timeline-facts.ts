import type { Notice } from '../../cases/cases.view.js';
import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import type { FormField } from './form-fields.js';
import type { CaseClock } from './lateness.js';

export interface Person {
  username: string;
  displayName: string;
  unitName: string;
}

export interface TaskFacts {
  taskKey: string;
  createdAt: string;
  dueAt: string | null;
  /** Wording of who may do it: role names, or the names of persons. */
  candidates: string[];
  fields: readonly FormField[];
}

/** Everything the timeline of one instance is told from, gathered beforehand. */
export interface TimelineFacts {
  instanceKey: string;
  processName: string;
  version: number;
  events: readonly ReadEvent[];
  /** By element instance key. */
  elements: ReadonlyMap<string, { elementId: string; name: string; type: string }>;
  /** Names by element id, for events that no element instance stands behind. */
  names: ReadonlyMap<string, string>;
  /** By task key, which is the key of its element instance. */
  tasks: ReadonlyMap<string, TaskFacts>;
  /** Job type by key, which is the key of its element instance. */
  jobs: ReadonlyMap<string, string>;
  notices: ReadonlyMap<string, Notice>;
  /** By user id. */
  people: ReadonlyMap<string, Person>;
  /** Display names by username. */
  displayNames: ReadonlyMap<string, string>;
  /** Clocks that this instance's steps must keep; none for an incident of conduct. */
  clocks: readonly CaseClock[];
  /** Labels of values by name, from all forms of the instance. */
  labels: ReadonlyMap<string, string>;
}
