import type { ReadEvent } from '../../../workflow/history/history-reader.js';
import { enteredFields, type EnteredField } from './entered.js';
import { latenessOf, timerLateness } from './lateness.js';
import { nameOf, tell, typeOf } from './sentences.js';
import { startValues } from './start-labels.js';
import type { Notice } from '../../cases/cases.view.js';
import type { Person, TimelineFacts } from './timeline-facts.js';

export interface TimelineEvent {
  instanceKey: string;
  seq: number;
  at: string;
  type: string;
  elementId?: string;
  elementName?: string;
  title: string;
  detail?: string;
  /** Null for what the system did by itself. */
  actor: Person | null;
  entered?: EnteredField[];
  notice?: Notice;
  late?: boolean;
  /** The instance that a call activity started. */
  calledInstanceKey?: string;
  definition: { version: number };
  hash: string;
}

/** One step along the drawing, quiet ones among them. */
export interface PathStep {
  seq: number;
  elementId: string;
  kind: 'element' | 'flow';
}

/** The timeline of one instance in the order of its chain. */
export function assembleTimeline(facts: TimelineFacts): TimelineEvent[] {
  const inputs = inputsOf(facts.events);
  return facts.events.flatMap((event) => {
    if (inputs.quiet.has(event.seq)) return [];
    const telling = tell(event, facts);
    return telling
      ? [{ ...base(event, facts), ...telling, ...extras(event, inputs.of.get(event.seq) ?? [], telling.detail, facts) }]
      : [];
  });
}

/** The way tokens took through the drawing. */
export function pathOf(events: readonly Pick<ReadEvent, 'seq' | 'type' | 'elementId'>[]): PathStep[] {
  return events.flatMap(({ seq, type, elementId }): PathStep[] => {
    if (elementId === null) return [];
    if (type === 'ELEMENT_ACTIVATED') return [{ seq, elementId, kind: 'element' }];
    return type === 'FLOW_TAKEN' ? [{ seq, elementId, kind: 'flow' }] : [];
  });
}

function base(event: ReadEvent, facts: TimelineFacts): Omit<TimelineEvent, 'title'> {
  return {
    instanceKey: event.instanceKey,
    seq: event.seq,
    at: event.at,
    type: event.type,
    ...(event.elementId === null ? {} : { elementId: event.elementId, elementName: nameOf(event, facts) }),
    actor:
      event.actorId === null
        ? null
        : (facts.people.get(event.actorId) ?? { username: '', displayName: '已注销的账号', unitName: '' }),
    definition: { version: facts.version },
    hash: event.hash,
  };
}

function extras(
  event: ReadEvent,
  inputs: readonly ReadEvent[],
  detail: string | undefined,
  facts: TimelineFacts,
): Partial<TimelineEvent> {
  const notice = event.type === 'NOTICE_ISSUED' ? facts.notices.get(String(event.meta['noticeId'])) : undefined;
  const entered = enteredBy(event, inputs, facts);
  const late = lateness(event, facts);
  const unreadable = [event, ...inputs].some((input) => input.unreadable)
    ? '填写的内容已无法读取，请校验历史记录。'
    : undefined;
  const sentences = [detail, late, unreadable].filter((sentence) => sentence !== undefined);
  return {
    ...(sentences.length > 0 ? { detail: sentences.join('') } : {}),
    ...(entered.length > 0 ? { entered } : {}),
    ...(notice ? { notice } : {}),
    ...(late ? { late: true } : {}),
    ...(event.type === 'CALL' ? { calledInstanceKey: String(event.meta['calledInstanceKey']) } : {}),
  };
}

function lateness(event: ReadEvent, facts: TimelineFacts): string | undefined {
  // An instance that a timer started says when that was due.
  if (event.type === 'TIMER_FIRED' || event.type === 'PROCESS_STARTED') return timerLateness(event.at, event.meta);
  if (!isDone(event, facts)) return undefined;
  return latenessOf(event.at, facts.tasks.get(event.elementInstanceKey ?? '')?.dueAt ?? null, facts.clocks);
}

const isDone = (event: ReadEvent, facts: TimelineFacts): boolean =>
  event.type === 'ELEMENT_COMPLETED' && typeOf(event, facts) === 'USER_TASK';

/** Values that the event brought in: a form, the data a process began with, a message, a direct change. */
function enteredBy(event: ReadEvent, inputs: readonly ReadEvent[], facts: TimelineFacts): EnteredField[] {
  const values = inputs.reduce<Record<string, unknown>>((all, input) => ({ ...all, ...input.entered }), {});
  const fields = facts.tasks.get(event.elementInstanceKey ?? '')?.fields ?? [];
  if (isDone(event, facts)) return enteredFields(fields, values, (key) => facts.labels.get(key));
  if (event.type === 'PROCESS_STARTED') return enteredFields([], startValues(values), (key) => facts.labels.get(key));
  if (event.type === 'VARIABLES_SET') return enteredFields([], event.entered ?? {}, (key) => facts.labels.get(key));
  return [];
}

interface Inputs {
  /** Events that are told as part of another one. */
  quiet: ReadonlySet<number>;
  /** By the sequence of the event that brought the values in. */
  of: ReadonlyMap<number, ReadEvent[]>;
}

/**
 * Which `VARIABLES_SET` belongs to what: the first after a start is what the process began with; one on an element belongs to
 * that element's end in the same command; input mappings carry an element instance. What is left was changed directly.
 */
function inputsOf(events: readonly ReadEvent[]): Inputs {
  const quiet = new Set<number>();
  const of = new Map<number, ReadEvent[]>();
  events.forEach((event, index) => {
    if (event.type !== 'VARIABLES_SET') return;
    if (event.elementInstanceKey !== null) return void quiet.add(event.seq);
    const owner = ownerOf(events, index);
    if (!owner) return;
    quiet.add(event.seq);
    of.set(owner.seq, [...(of.get(owner.seq) ?? []), event]);
  });
  return { quiet, of };
}

function ownerOf(events: readonly ReadEvent[], index: number): ReadEvent | undefined {
  const event = events[index]!;
  if (event.elementId === null) {
    const before = events[index - 1];
    return before?.type === 'PROCESS_STARTED' ? before : undefined;
  }
  for (const later of events.slice(index + 1)) {
    if (later.at !== event.at) return undefined;
    if (later.type === 'ELEMENT_COMPLETED' && later.elementId === event.elementId) return later;
  }
  return undefined;
}
