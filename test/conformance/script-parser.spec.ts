import { parseScript } from './script-parser.js';

const HEAD = 'title: A rule\nsection: BPMN 2.0.2 §10\n\n';

describe('a script', () => {
  it('has headings, commands and expectations', () => {
    const script = parseScript(
      `${HEAD}# a comment\nstart @s {"a": {"b": 1}} called\n  done: s\n  waits: timer t\n  due t: 2026-06-01T00:00:00.000Z\n`,
    );
    expect(script).toMatchObject({ title: 'A rule', section: 'BPMN 2.0.2 §10', rejected: [] });
    expect(script.steps).toEqual([
      {
        line: 5,
        text: 'start @s {"a": {"b": 1}} called',
        verb: 'start',
        words: ['@s'],
        json: { a: { b: 1 } },
        flags: ['called'],
        expected: [
          { line: 6, kind: 'done', text: 's' },
          { line: 7, kind: 'waits', text: 'timer t' },
          { line: 8, kind: 'due', subject: 't', text: '2026-06-01T00:00:00.000Z' },
        ],
      },
    ]);
  });

  it('keeps quoted words together', () => {
    const { steps } = parseScript(`${HEAD}fail post "no printer"\n  done: none\n  waits: none\n`);
    expect(steps[0]!.words).toEqual(['post', 'no printer']);
  });

  it('may only say how the file is refused', () => {
    expect(parseScript(`${HEAD}rejected: start-events s\n`).rejected).toEqual(['start-events s']);
  });

  it.each([
    ['no title', 'section: x\nstart\n  done: s\n  waits: none\n', /title/],
    ['an unknown heading', `${HEAD}colour: red\n`, /colour/],
    ['an unknown command', `${HEAD}start\n  done: s\n  waits: none\njump a\n`, /jump/],
    ['an unknown expectation', `${HEAD}start\n  did: s\n`, /did/],
    ['no word about waits', `${HEAD}start\n  done: s\n`, /done and waits/],
    ['more than the refusal', `${HEAD}start\n  refused: x\n  done: none\n`, /refused/],
    ['expectations of the clock', `${HEAD}at 2026-06-01T00:00:00.000Z\n  done: none\n`, /at is no command/],
    ['no element where one is needed', `${HEAD}start\n  due: now\n`, /which element/],
    ['variables that are no JSON', `${HEAD}start {a}\n`, /no JSON/],
    ['an excuse without reason', 'title: a\nsection: b\nreference: no\n', /gap/],
    ['no command at all', HEAD, /no command/],
  ])('with %s is an error', (_what, text, message) => {
    expect(() => parseScript(text)).toThrow(message);
  });
});
