/** From a written command to one of the engine port: element ids become keys. */
import type {
  ActivateInstruction,
  CallResult,
  Command,
  Definition,
  JobResult,
  Key,
  Variables,
  Wait,
} from '../../src/engine/ports.js';
import type { OpenElements } from './open-elements.js';
import type { Step } from './script.js';

/** Belongs to no element of any test instance. */
const NO_KEY: Key = '1';

export interface CommandContext {
  definition: Definition;
  open: OpenElements;
  /** The other version of a migration, by file name. */
  compiled: ReadonlyMap<string, Definition>;
}

/** @throws Error when the command names something that is not open, unless the engine is expected to refuse it. */
export function commandOf(step: Step, context: CommandContext): Command {
  const { verb, words, flags } = step;
  const variables = (step.json ?? {}) as Variables;
  const key = keyFinder(step, context.open);
  switch (verb) {
    case 'start':
      return startCommand(step, variables, context.definition);
    case 'complete':
      return { type: 'completeTask', key: key('userTask'), variables };
    case 'job':
    case 'error':
    case 'escalate':
    case 'fail':
      return { type: 'settleJob', key: key('job'), result: resultOf(verb, words, variables) };
    case 'call':
    case 'callError':
    case 'callEscalate':
    case 'callFail':
      return { type: 'settleCall', key: key('call'), result: resultOf(verb, words, variables) };
    case 'fire':
      return { type: 'fireTimer', key: key('timer') };
    case 'reschedule':
      return { type: 'rescheduleTimer', key: key('timer') };
    case 'message':
      return { type: 'correlateMessage', key: key('message'), variables };
    case 'signal':
      return words[0]!.startsWith('@')
        ? { type: 'broadcastSignal', key: key('signal', words[0]!.slice(1)), variables }
        : { type: 'broadcastSignal', name: words[0]!, variables };
    case 'adhoc':
      return { type: 'activateAdHoc', key: key('adHoc'), elementIds: words.slice(1), ...(step.json && { variables }) };
    case 'set':
      return {
        type: 'setVariables',
        variables,
        ...(words[0] && { scopeKey: elementKey(step, words[0], context.open) }),
        ...(flags.includes('local') && { local: true }),
      };
    case 'resolve':
      return { type: 'resolveIncident', key: key('incident') };
    case 'suspend':
    case 'resume':
    case 'cancel':
      return { type: verb };
    case 'modify':
      return modifyCommand(step, context.open);
    case 'migrate':
      return { type: 'migrate', to: context.compiled.get(words[0]!)!, mapping: variables as Record<string, string> };
    default:
      throw new Error(`no such command: ${verb}`);
  }
}

function startCommand(step: Step, variables: Variables, definition: Definition): Command {
  const startElementId = step.words.find((word) => word.startsWith('@'))?.slice(1);
  const [, kind, name] =
    step.words.map((word) => /^(message|signal|timer|conditional):(.*)$/.exec(word)).find(Boolean) ?? [];
  const events = definition.startEvents.filter(({ elementId }) => elementId === startElementId);
  const info =
    kind === undefined
      ? events[0]
      : events.find((event) => event.kind === kind && (event.messageName ?? event.signalName ?? '') === name);
  return {
    type: 'start',
    variables,
    ...(startElementId && { startElementId }),
    ...(kind !== undefined && { trigger: info! }),
    ...(info?.kind === 'message' && { payloadOf: 'message' }),
    ...([...step.words, ...step.flags].includes('called') && { called: true }),
  };
}

function resultOf(verb: string, words: string[], variables: Variables): JobResult & CallResult {
  const [, code, message] = words;
  switch (verb) {
    case 'error':
    case 'callError':
      return { kind: 'error', errorCode: code!, variables, ...(message && { message }) };
    case 'escalate':
    case 'callEscalate':
      return { kind: 'escalation', escalationCode: code!, variables };
    case 'fail':
    case 'callFail':
      return { kind: 'failure', message: code! };
    default:
      return { kind: 'ok', variables };
  }
}

function keyFinder(step: Step, open: OpenElements) {
  return (kind: Wait['kind'] | 'incident', word = step.words[0] ?? ''): Key => {
    const found = kind === 'incident' ? open.incident(word) : open.wait(kind, word)?.key;
    if (found) return found;
    if (isRefusal(step)) return open.former(kind, word) ?? NO_KEY;
    throw new Error(`no ${kind} is open at ${word}`);
  };
}

function elementKey(step: Step, word: string, open: OpenElements): Key {
  const found = open.element(word);
  if (found) return found;
  if (isRefusal(step)) return NO_KEY;
  throw new Error(`${word} is not active`);
}

function isRefusal(step: Step): boolean {
  return step.expected.some(({ kind }) => kind === 'refused');
}

/** `+a`, `+a(after)`, `+a@sub#2` (in that instance of the scope), `-a`; the JSON goes to the first activation. */
function modifyCommand(step: Step, open: OpenElements): Command {
  const activate: ActivateInstruction[] = [];
  const terminate: Key[] = [];
  for (const word of step.words) {
    const [, sign, elementId, after, ancestor] = /^([+-])([^(@]+)(\(after\))?(?:@(.+))?$/.exec(word) ?? [];
    if (sign === '-') terminate.push(elementKey(step, elementId!, open));
    else {
      activate.push({
        elementId: elementId!,
        ...(after && { where: 'after' }),
        ...(ancestor && { ancestorKey: elementKey(step, ancestor, open) }),
      });
    }
  }
  if (step.json) {
    const scopeId = step.flags[0] === 'local' ? step.flags[1] : undefined;
    activate[0]!.variables = [{ ...(scopeId && { scopeId }), values: step.json as Variables }];
  }
  return { type: 'modify', activate, terminate };
}
