/** Plays a process with chosen commands; once the choices are used up, the shortest way to its end. */
import type { Command, Key, Outcome, Variables, Wait } from '../../src/engine/ports.js';

export const START: Variables = { a: false, b: true, c: false, again: false, key: 'K1', items: [1, 2, 3] };
const MOST_STEPS = 600;

/** One command, decided from what is open. Numbers choose; the same numbers choose the same. */
export function chooseCommand(outcome: Outcome, choice: number): Command {
  const { waits, incidents } = outcome;
  const pick = choice >>> 4;
  const value = (bit: number): boolean => ((choice >>> bit) & 1) === 1;
  const incident = incidents[pick % Math.max(1, incidents.length)];
  switch (choice % 16) {
    case 0:
      return { type: 'setVariables', variables: { a: value(5), b: value(6), c: value(7) } };
    case 1:
      // What is no boolean makes incidents; they are resolved again later.
      return { type: 'setVariables', variables: { [value(5) ? 'a' : 'b']: 'perhaps' } };
    case 2:
      return { type: 'broadcastSignal', name: value(5) ? 'Alarm' : 'Notice', variables: {} };
    case 3:
    case 4:
      if (incident) return { type: 'resolveIncident', key: incident.key };
  }
  const wait = waits[pick % Math.max(1, waits.length)];
  if (!wait) return repair(outcome);
  const answer = answerTo(wait, { a: value(8), c: value(9), again: value(10) && value(11) }, choice);
  return answer ?? { type: 'setVariables', variables: { c: true } };
}

function answerTo(wait: Wait, variables: Variables, choice: number): Command | undefined {
  const { key } = wait;
  switch (wait.kind) {
    case 'userTask':
      return { type: 'completeTask', key, variables };
    case 'job':
      return { type: 'settleJob', key, result: jobResult(choice, variables) };
    case 'call':
      return { type: 'settleCall', key, result: jobResult(choice, variables) };
    case 'timer':
      return { type: 'fireTimer', key };
    case 'message':
      return { type: 'correlateMessage', key, variables };
    case 'signal':
      return { type: 'broadcastSignal', key, variables };
    case 'adHoc':
      return { type: 'activateAdHoc', key, elementIds: [wait.elementIds[choice % wait.elementIds.length]!] };
    case 'condition':
      return undefined;
  }
}

function jobResult(choice: number, variables: Variables) {
  switch ((choice >>> 12) % 8) {
    case 0:
      return { kind: 'error' as const, errorCode: 'FAILED' };
    case 1:
      return { kind: 'escalation' as const, escalationCode: 'LATE' };
    case 2:
      return { kind: 'failure' as const, message: 'no tries left' };
    default:
      return { kind: 'ok' as const, variables };
  }
}

function repair({ incidents }: Outcome): Command {
  return incidents[0]
    ? { type: 'resolveIncident', key: incidents[0].key }
    : { type: 'setVariables', variables: { a: false, b: true, c: true } };
}

/** The next command on the way to the end: incidents first, then whatever is not a boundary event or event subprocess. */
export function leadToEnd(outcome: Outcome, step: number): Command {
  const mend: Variables = { a: false, b: true, c: step % 2 === 1, again: false };
  if (step % 5 === 0) return { type: 'setVariables', variables: mend };
  if (outcome.incidents.length > 0)
    return { type: 'resolveIncident', key: outcome.incidents[step % outcome.incidents.length]!.key };
  const inner = outcome.waits.filter(({ elementId }) => !/^[bx]/.test(elementId));
  const wait =
    inner.find(({ kind }) => kind !== 'adHoc' && kind !== 'condition') ?? inner.find(({ kind }) => kind === 'adHoc');
  const isOk = 0xffff;
  return (wait && answerTo(wait, { again: false, a: false }, isOk)) ?? { type: 'setVariables', variables: mend };
}

export interface Played {
  outcome: Outcome;
  steps: number;
}

/**
 * @param apply carries out one command; what it throws is a refusal of the engine, which must leave all as it was.
 * @throws Error when the end is not reached.
 */
export function play(choices: readonly number[], apply: (command: Command) => Outcome): Played {
  let outcome = apply({ type: 'start', variables: START });
  let steps = 1;
  for (const choice of choices) {
    if (isOver(outcome)) break;
    outcome = apply(chooseCommand(outcome, choice));
    steps += 1;
  }
  for (let step = 0; !isOver(outcome); step += 1) {
    if (step > MOST_STEPS)
      throw new Error(`no end after ${steps} commands; open: ${JSON.stringify(outcome.waits.map(nameOf))}`);
    outcome = apply(leadToEnd(outcome, step));
    steps += 1;
  }
  return { outcome, steps };
}

const isOver = ({ status }: Outcome): boolean => status === 'completed' || status === 'canceled';
const nameOf = ({ kind, elementId, key }: { kind: string; elementId: string; key: Key }): string =>
  `${kind} ${elementId} ${key}`;
