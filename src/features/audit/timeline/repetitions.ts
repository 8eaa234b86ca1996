import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import type { TimelineFacts } from './timeline-facts.js';

/** One repetition of a loop or multi-instance activity. */
export interface Repetition {
  /** From 1, in the order in which they began. */
  round: number;
  /** What this one is about: the element of the collection, where it is a text or a number. */
  item?: string;
  activity: RepeatedActivity;
}

/** The repetitions inside one body, up to the end of the history. */
export interface RepeatedActivity {
  begun: number;
  terminated: number;
  completedAt?: string;
}

interface Repetitions {
  /** By element instance key of the repetition. */
  rounds: ReadonlyMap<string, Repetition>;
  /** By element instance key of the body. */
  bodies: ReadonlyMap<string, RepeatedActivity>;
}

const known = new WeakMap<TimelineFacts, Repetitions>();

/** A body and its repetitions have the same element id; a repetition names its body as its scope. */
function repetitionsOf(facts: TimelineFacts): Repetitions {
  const found = known.get(facts);
  if (found) return found;
  const rounds = new Map<string, Repetition>();
  const bodies = new Map<string, RepeatedActivity>();
  for (const event of facts.events) {
    const key = event.elementInstanceKey ?? '';
    const scope = String(event.meta['scopeKey'] ?? '');
    const activity = bodies.get(scope);
    if (event.type === 'ELEMENT_ACTIVATED' && isBody(key, facts)) bodies.set(key, { begun: 0, terminated: 0 });
    else if (
      event.type === 'ELEMENT_ACTIVATED' &&
      activity &&
      facts.elements.get(scope)?.elementId === event.elementId
    ) {
      activity.begun += 1;
      rounds.set(key, { round: activity.begun, activity, ...itemOf(event) });
    } else if (event.type === 'ELEMENT_TERMINATED' && activity && rounds.has(key)) activity.terminated += 1;
    else if (event.type === 'ELEMENT_COMPLETED' && bodies.has(key)) bodies.get(key)!.completedAt = event.at;
  }
  const repetitions = { rounds, bodies };
  known.set(facts, repetitions);
  return repetitions;
}

const isBody = (key: string, facts: TimelineFacts): boolean => facts.elements.get(key)?.type === 'MULTI_INSTANCE_BODY';

/** A repetition begins with its counter, its item and an empty place for its result. */
function itemOf(event: ReadEvent): Pick<Repetition, 'item'> {
  const values = Object.entries(event.entered ?? {}).flatMap(([name, value]) =>
    name !== 'loopCounter' && (typeof value === 'string' || typeof value === 'number') ? [String(value)] : [],
  );
  return values.length === 1 && values[0] ? { item: values[0] } : {};
}

export const repetitionOf = (event: ReadEvent, facts: TimelineFacts): Repetition | undefined =>
  repetitionsOf(facts).rounds.get(event.elementInstanceKey ?? '');

export const repeatedActivityOf = (event: ReadEvent, facts: TimelineFacts): RepeatedActivity | undefined =>
  repetitionsOf(facts).bodies.get(event.elementInstanceKey ?? '');
