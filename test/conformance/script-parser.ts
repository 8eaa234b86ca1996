/** Reads a `.script` text; whatever it does not know is an error, so that a slip of the pen never passes as a test. */
import type { Json } from '../../src/engine/ports.js';
import { ALWAYS, ON_REQUEST, ScriptError } from './script.js';
import type { CaseScript, Expectation, ExpectationKind, Step } from './script.js';

const VERBS: ReadonlySet<string> = new Set(
  (
    'start complete job error escalate fail call callError callEscalate callFail fire reschedule message signal adhoc ' +
    'set resolve suspend resume cancel modify migrate at clock store save'
  ).split(' '),
);
/** They change the host or nothing at all, so there is nothing to expect of them. */
export const HOST_VERBS: ReadonlySet<string> = new Set(['at', 'clock', 'store', 'save']);
const KINDS: ReadonlySet<string> = new Set([...ALWAYS, ...ON_REQUEST]);
const WITH_SUBJECT: ReadonlySet<string> = new Set(['local', 'wait', 'due']);

/** @throws ScriptError naming the line. */
export function parseScript(text: string): CaseScript {
  const script: CaseScript = {
    title: '',
    section: '',
    decisions: {},
    limits: {},
    clocks: {},
    rejected: [],
    steps: [],
  };
  for (const [index, written] of text.split('\n').entries()) {
    const line = index + 1;
    const content = written.trim();
    if (content === '' || content.startsWith('#')) continue;
    if (/^\s/.test(written)) expect(script.steps.at(-1), content, line);
    else if (VERBS.has(content.split(' ')[0]!)) script.steps.push(readCommand(content, line));
    else if (script.steps.length > 0) throw new ScriptError(line, `unknown command “${content}”`);
    else readHeader(script, content, line);
  }
  checkWhole(script);
  return script;
}

function readHeader(script: CaseScript, content: string, line: number): void {
  const [, name, value] = /^(\w+): (.+)$/.exec(content) ?? [];
  switch (name) {
    case 'title':
    case 'section':
    case 'file':
      script[name] = value!;
      return;
    case 'process':
      script.processId = value!;
      return;
    case 'decisions':
      script.decisionFile = value!;
      return;
    case 'reference':
      script.gap = /^gap – (.+)$/.exec(value!)?.[1];
      if (!script.gap) throw new ScriptError(line, 'write “reference: gap – reason”');
      return;
    case 'rejected':
      script.rejected.push(value!);
      return;
    case 'starts':
      script.starts = [...(script.starts ?? []), value!];
      return;
    case 'limits':
      script.limits = readJson(value!, line) as CaseScript['limits'];
      return;
    case 'clocks':
      script.clocks = readJson(value!, line) as CaseScript['clocks'];
      return;
    case 'decision': {
      const [, id, expression] = /^(\S+) = (.+)$/.exec(value!) ?? [];
      if (!id) throw new ScriptError(line, 'write “decision: id = FEEL”');
      script.decisions[id] = expression!;
      return;
    }
    default:
      throw new ScriptError(line, `unknown heading or command “${content}”`);
  }
}

function readCommand(content: string, line: number): Step {
  const from = content.indexOf('{');
  const until = content.lastIndexOf('}');
  const before = from < 0 ? content : content.slice(0, from);
  const behind = from < 0 ? '' : content.slice(until + 1);
  const [verb, ...words] = before.match(/"[^"]*"|\S+/g)!;
  return {
    line,
    text: content,
    verb: verb!,
    words: words.map((word) => word.replace(/^"(.*)"$/, '$1')),
    ...(from >= 0 && { json: readJson(content.slice(from, until + 1), line) }),
    flags: behind.match(/\S+/g) ?? [],
    expected: [],
  };
}

function expect(step: Step | undefined, content: string, line: number): void {
  const [, kind, subject, text] = /^(\w+)(?: (\S+))?: (.+)$/.exec(content) ?? [];
  if (!step || !kind || !KINDS.has(kind)) throw new ScriptError(line, `unknown expectation “${content}”`);
  if (WITH_SUBJECT.has(kind) !== (subject !== undefined)) throw new ScriptError(line, `which element? “${content}”`);
  const expectation: Expectation = { line, kind: kind as ExpectationKind, text: text! };
  step.expected.push(subject === undefined ? expectation : { ...expectation, subject });
}

function checkWhole(script: CaseScript): void {
  if (!script.title || !script.section) throw new ScriptError(1, 'title or section is missing');
  if (script.steps.length === 0 && script.rejected.length === 0) throw new ScriptError(1, 'no command');
  for (const { verb, line, expected } of script.steps) {
    const has = (kind: ExpectationKind) => expected.some((expectation) => expectation.kind === kind);
    if (HOST_VERBS.has(verb)) {
      if (expected.length > 0) throw new ScriptError(line, `${verb} is no command of the engine`);
    } else if (has('refused')) {
      if (expected.length > 1) throw new ScriptError(line, 'a refused command has changed nothing else');
    } else if (!has('done') || !has('waits')) {
      throw new ScriptError(line, 'write done and waits (or none) for every command');
    }
  }
}

function readJson(text: string, line: number): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new ScriptError(line, `no JSON: ${text}`);
  }
}
