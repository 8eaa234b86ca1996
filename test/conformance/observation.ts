/** What a command led to, written the way scripts write it, so that both can be compared line by line. */
import { isDeepStrictEqual } from 'node:util';
import type {
  HistoryEvent,
  HistoryEventType,
  Json,
  Outcome,
  StartEventInfo,
  Thrown,
  Variables,
} from '../../src/engine/ports.js';
import type { ConformanceEngine } from './engines.js';
import type { OpenElements } from './open-elements.js';
import { ALWAYS } from './script.js';
import type { Expectation, ExpectationKind, Step } from './script.js';

const NONE = 'none';

export interface Comparison {
  expected: string[];
  actual: string[];
}

/** What the step expects and what it got; equal when it passes. */
export function compare(step: Step, outcome: Outcome, open: OpenElements, on: ConformanceEngine): Comparison {
  const expected: string[] = [];
  const actual: string[] = [];
  const note = (name: string, wanted: string, got: string) => {
    expected.push(`${name}: ${wanted}`);
    actual.push(`${name}: ${got}`);
  };
  for (const kind of ALWAYS) {
    const written = step.expected.filter((expectation) => expectation.kind === kind).map(({ text }) => text);
    const got = observed(kind, outcome);
    note(kind, ordered(kind, wantedOf(kind, written, got), on), ordered(kind, got, on));
  }
  for (const expectation of step.expected) {
    if ((ALWAYS as readonly string[]).includes(expectation.kind)) continue;
    const name = [expectation.kind, expectation.subject].filter(Boolean).join(' ');
    const { wanted, got } = onRequest(expectation, outcome, open, on);
    note(name, wanted, got);
  }
  return { expected, actual };
}

function wantedOf(kind: ExpectationKind, written: string[], got: string): string {
  if (kind === 'status') return written[0] ?? 'active';
  if (written.length === 0) return NONE;
  if (kind === 'waits' || kind === 'incidents') return sorted(written[0]!, ', ');
  if (kind === 'uncaught') return withJson(written[0]!);
  if (kind !== 'thrown') return written[0]!.split(/\s+/).join(' ');
  // A payload is compared where the case writes one.
  const lines = got.split('; ');
  return written
    .map((line, index) => (line.includes('{') ? withJson(line) : line + payloadOf(lines[index])))
    .join('; ');
}

function payloadOf(line: string | undefined): string {
  const from = line?.indexOf(' {') ?? -1;
  return from < 0 ? '' : line!.slice(from);
}

function withJson(line: string): string {
  const from = line.indexOf('{');
  return from < 0 ? line : line.slice(0, from) + canonical(JSON.parse(line.slice(from)) as Json);
}

function observed(kind: (typeof ALWAYS)[number], outcome: Outcome): string {
  switch (kind) {
    case 'done':
      return elements(outcome, 'ELEMENT_COMPLETED');
    case 'terminated':
      return elements(outcome, 'ELEMENT_TERMINATED');
    case 'waits':
      return sorted(outcome.waits.map((wait) => `${wait.kind} ${wait.elementId}`).join(', ') || NONE, ', ');
    case 'incidents':
      return sorted(outcome.incidents.map((each) => `${each.errorType} ${each.elementId}`).join(', ') || NONE, ', ');
    case 'thrown':
      return outcome.thrown.map(thrownText).join('; ') || NONE;
    case 'uncaught':
      return outcome.uncaught ? `${outcome.uncaught.errorCode} ${canonical(outcome.uncaught.variables)}` : NONE;
    case 'status':
      return outcome.status;
  }
}

function elements(outcome: Outcome, type: HistoryEventType): string {
  return (
    outcome.events
      .filter((event) => event.type === type)
      .map(({ elementId, body }) => (body ? `${elementId}*` : elementId))
      .join(' ') || NONE
  );
}

function thrownText(thrown: Thrown): string {
  if (thrown.kind === 'store') return `store ${thrown.name} ${canonical(thrown.value)}`;
  const payload = canonical(thrown.variables);
  switch (thrown.kind) {
    case 'message':
      return ['message', thrown.name, thrown.correlationKey, payload].filter(Boolean).join(' ');
    case 'signal':
      return `signal ${thrown.name} ${payload}`;
    case 'escalation':
      return `escalation ${thrown.escalationCode} ${payload}`;
  }
}

/** The order of tokens is the native engine's own; the reference moves them in another, so there only the set counts. */
function ordered(kind: ExpectationKind, text: string, on: ConformanceEngine): string {
  const isSequence = kind === 'done' || kind === 'terminated' || kind === 'flows';
  return isSequence && !on.exact ? sorted(text, ' ') : text;
}

function onRequest(
  { kind, subject = '', text }: Expectation,
  outcome: Outcome,
  open: OpenElements,
  on: ConformanceEngine,
): { wanted: string; got: string } {
  switch (kind) {
    case 'variables':
      return { wanted: withJson(text), got: canonical(outcome.state.variables) };
    case 'local':
      return { wanted: withJson(text), got: localText(subject, outcome, open, on) };
    case 'wait': {
      const wanted = JSON.parse(text) as Variables;
      return { wanted: canonical(wanted), got: waitText(subject, Object.keys(wanted), outcome, open) };
    }
    case 'due': {
      const wait = open.wait('timer', subject);
      return { wanted: text, got: wait?.kind === 'timer' ? wait.dueAt : NONE };
    }
    case 'flows':
      return {
        wanted: ordered(kind, text, on),
        got: ordered(kind, outcome.events.filter(isFlow).map(elementOf).join(' ') || NONE, on),
      };
    case 'history':
      return { wanted: text, got: historyText(text, outcome) };
    default:
      return { wanted: text, got: NONE };
  }
}

function isFlow({ type }: HistoryEvent): boolean {
  return type === 'FLOW_TAKEN';
}

function elementOf({ elementId }: HistoryEvent): string {
  return elementId ?? '';
}

/** What the performer of an open task, job or call is handed; of any other element its own variables. */
function localText(subject: string, outcome: Outcome, open: OpenElements, on: ConformanceEngine): string {
  const wait = open.wait('userTask', subject) ?? open.wait('job', subject) ?? open.wait('call', subject);
  if (wait && 'variables' in wait) return canonical(wait.variables);
  const key = open.element(subject);
  return key ? canonical(on.localsOf(outcome.state, key)) : 'not active';
}

function waitText(subject: string, names: string[], outcome: Outcome, open: OpenElements): string {
  const kinds = outcome.waits.map(({ kind }) => kind);
  const wait = kinds.map((kind) => open.wait(kind, subject)).find((found) => found !== undefined);
  if (!wait) return NONE;
  const fields = wait as unknown as Variables;
  return canonical(Object.fromEntries(names.map((name) => [name, fields[name] ?? null])));
}

/** Events of the types that the expectation names; `TYPE none` says that there is none of that type. */
function historyText(text: string, outcome: Outcome): string {
  const named = text.split(', ').map((item) => item.split(' ')[0]);
  const found = outcome.events
    .filter(({ type }) => named.includes(type))
    .map(({ type, elementId }) => (elementId ? `${type} ${elementId}` : type));
  return found.join(', ') || named.map((type) => `${type} none`).join(', ');
}

/** A way to begin a process, as `starts` spells it. */
export function startText({ kind, elementId, messageName, signalName, timer, condition }: StartEventInfo): string {
  const detail = messageName ?? signalName ?? (timer ? `${timer.kind} ${timer.expression}` : condition);
  return [kind, elementId, detail].filter(Boolean).join(' ');
}

function sorted(text: string, separator: string): string {
  return text.split(separator).sort().join(separator);
}

/** JSON with the names of every object in alphabetical order: the order of variables means nothing. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

export function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(one, other);
}
