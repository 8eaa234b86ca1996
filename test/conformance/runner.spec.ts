import { bpmnText, element, end, flow, message, messageEvent, start, userTask } from '../builders/bpmn-text.js';
import type { Case } from './cases.js';
import { engines } from './engines.js';
import { runCase } from './runner.js';
import { parseScript } from './script-parser.js';

const diagram = bpmnText(
  'p',
  message('m', 'Told', '=caseNumber'),
  start('s'),
  userTask('a'),
  element('intermediateThrowEvent', 't', messageEvent('m')),
  end('e'),
  flow('s', 'a'),
  flow('a', 't'),
  flow('t', 'e'),
);
const right = [
  'start {"caseNumber": "A1"}',
  '  done: s',
  '  waits: userTask a',
  'complete a {"x": 1}',
  '  done: a t e',
  '  waits: none',
  '  thrown: message Told A1 {}',
  '  status: completed',
  '  variables: {"x": 1, "caseNumber": "A1"}',
  'complete a',
  '  refused: instance-ended',
];

function caseOf(lines: string[], xml = diagram): Case {
  const script = parseScript(['title: A rule', 'section: here', '', ...lines, ''].join('\n'));
  return { ...script, family: 'family', name: 'case', folder: '.', xml };
}

const without = (line: string) => right.filter((other) => other.trim() !== line);
const instead = (line: string, other: string) => right.map((each) => (each.trim() === line ? `  ${other}` : each));

describe.each(engines.map((on) => [on.engine.name, on] as const))('a case on %s', (_name, on) => {
  it('passes when everything is as it says', async () => {
    expect(await runCase(caseOf(right), on)).toBeUndefined();
  });

  it.each([
    ['an element that is not completed', instead('done: a t e', 'done: a e'), 'done: a e'],
    ['a wait that is not open', instead('waits: userTask a', 'waits: none'), 'waits: none'],
    ['no word of a thrown message', without('thrown: message Told A1 {}'), 'thrown: none'],
    ['another payload', instead('thrown: message Told A1 {}', 'thrown: message Told A1 {"y": 1}'), 'thrown: message'],
    ['no word of the end', without('status: completed'), 'status: active'],
    [
      'other variables',
      instead('variables: {"x": 1, "caseNumber": "A1"}', 'variables: {"x": 1}'),
      'variables: {"x":1}',
    ],
    ['another refusal', instead('refused: instance-ended', 'refused: task-not-open'), 'refused: task-not-open'],
  ])('fails with %s', async (_what, lines, expected) => {
    const failure = await runCase(caseOf(lines), on);
    expect(failure?.expected).toContainEqual(expect.stringContaining(expected));
    expect(failure?.actual).not.toEqual(failure?.expected);
  });

  it('fails where a command is refused that should not be', async () => {
    const failure = await runCase(caseOf([...right.slice(0, -1), '  done: none', '  waits: none']), on);
    expect(failure).toMatchObject({ at: 'family/case.script:13 complete a' });
  });

  it('fails when the file is refused, and when a file that should be is not', async () => {
    const loose = bpmnText('p', start('s'), userTask('a'), end('e'), flow('s', 'e'));
    expect(await runCase(caseOf(right, loose), on)).toMatchObject({ expected: [] });
    expect(await runCase(caseOf(['rejected: sequence-flows a'], loose), on)).toBeUndefined();
    expect(await runCase(caseOf(['rejected: sequence-flows a']), on)).toMatchObject({ actual: [] });
  });
});

it('tells the order of completions from another on the native engine only', async () => {
  const lines = instead('done: a t e', 'done: t a e');
  const failing = await Promise.all(engines.map(async (on) => (await runCase(caseOf(lines), on)) && on.engine.name));
  expect(failing).toEqual(['native', undefined]);
});
