import { EngineRun, testHost } from '../../../test/builders/engine-run.js';
import {
  bpmnText,
  boundary,
  element,
  end,
  eventBased,
  exclusive,
  flow,
  mapping,
  message,
  messageEvent,
  parallel,
  scriptTask,
  serviceTask,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import type { Command, State, Variables } from '../ports.js';
import { Environment } from './bpmn-elements.js';
import { closedEnvironment } from './environment.js';
import { ReferenceEngine } from './reference-engine.js';
import type { Session } from './session.js';

const engine = new ReferenceEngine();
const run = (...parts: string[]) => EngineRun.of(engine, bpmnText('p', ...parts));

/** The way through bpmn-elements' own expressions to `Function` (tried against 17.3: it works there). */
const EXPLOIT = '${environment.variables.constructor.constructor(return process)}';

describe('text stays text', () => {
  it.each([EXPLOIT, '${constructor.constructor("return process")()}', '=1+1', '{{a}}', '__proto__'])(
    '%s',
    async (text) => {
      const instance = await run(
        start('s'),
        exclusive('g', 'g_u'),
        serviceTask('j', mapping({ copy: '=input', greeting: '="你好" + input' }, { result: '=input' })),
        userTask('u', '<zeebe:assignmentDefinition assignee="=input" />'),
        end('e'),
        flow('s', 'g'),
        flow('g', 'j', '=input = "never"'),
        flow('g', 'u'),
        flow('u', 'j'),
        flow('j', 'e'),
      );
      instance.start({ input: text });
      expect(instance.wait('u')).toMatchObject({ assignee: text });
      instance.complete('u', { more: text });
      expect(instance.wait('j')).toMatchObject({ variables: { copy: text, greeting: `你好${text}` } });
      instance.job('j');
      expect(instance.variables).toEqual({ input: text, more: text, result: text });
    },
  );

  it('a key that reaches a prototype is dropped', async () => {
    const instance = await run(start('s'), userTask('u'), end('e'), flow('s', 'u'), flow('u', 'e'));
    instance.start(
      JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"ok":1}') as Variables,
    );
    instance.complete('u', JSON.parse('{"__proto__":{"polluted":1}}') as Variables);
    expect(instance.variables).toEqual({ ok: 1 });
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('no value of a user is ever in the state of bpmn-elements', async () => {
    const instance = await run(
      message('m', 'm', '=key'),
      start('s'),
      userTask('u'),
      element('receiveTask', 'r', '', 'messageRef="m"'),
      userTask('v'),
      end('e'),
      flow('s', 'u'),
      flow('u', 'r'),
      flow('r', 'v'),
      flow('v', 'e'),
    );
    instance.start({ key: 'k-secret' }).complete('u', { a: 'a-secret' }).correlate('r', { b: 'b-secret' });
    const { process } = instance.savedState.inner as { process: unknown };
    expect(JSON.stringify(process)).not.toContain('secret');
  });
});

describe('what bpmn-elements brings along is closed', () => {
  const environment = closedEnvironment({} as Session) as {
    resolveExpression(text: string, message: object): unknown;
    getScript(...values: unknown[]): unknown;
    getServiceByName(name: string): unknown;
    timers: { setTimeout(): unknown; register(): unknown };
  };

  it('its default expressions would reach Function; ours resolve nothing', () => {
    const open = new Environment({ variables: {} }) as typeof environment;
    expect(typeof open.resolveExpression(EXPLOIT, {})).toBe('function');
    expect(() => environment.resolveExpression(EXPLOIT, {})).toThrow('no expressions');
  });

  it('there are no scripts, timers or services by name', () => {
    expect(environment.getScript('javascript', {})).toBeUndefined();
    expect(() => environment.timers.setTimeout()).toThrow('no timers');
    expect(() => environment.timers.register()).toThrow('no timers');
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(environment.getServiceByName(name)).toBeUndefined();
  });

  it('no timer of Node is armed, whatever the diagram holds', async () => {
    const spies = (['setTimeout', 'setInterval', 'setImmediate'] as const).map((name) => jest.spyOn(globalThis, name));
    const instance = await run(
      start('s'),
      subProcess('sub', start('is'), userTask('it'), end('ie'), flow('is', 'it'), flow('it', 'ie')),
      boundary('b', 'sub', timer('PT1S', 'timeDuration'), { interrupting: false }),
      element('intermediateCatchEvent', 'c', timer('PT1S', 'timeDuration')),
      end('e'),
      end('f'),
      flow('s', 'sub'),
      flow('sub', 'c'),
      flow('c', 'e'),
      flow('b', 'f'),
    );
    for (const spy of spies) spy.mockClear();
    instance.start().fire('b').complete('it').fire('c');
    expect(instance.last.status).toBe('completed');
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});

describe('limits', () => {
  const automaticLoop = [
    start('s'),
    scriptTask('c', '=n + 1', 'n'),
    exclusive('g', 'g_c'),
    end('e'),
    flow('s', 'c'),
    flow('c', 'g'),
    flow('g', 'e', '=stop = true'),
    flow('g', 'c'),
  ];

  it('an automatic loop ends as an incident and can be ended', async () => {
    const instance = await EngineRun.of(engine, bpmnText('p', ...automaticLoop), {
      limits: { steps: 50, stateBytes: 100_000, feelMillis: 500 },
    });
    instance.start({ n: 0 });
    expect(instance.last.incidents).toMatchObject([{ message: expect.stringContaining('死循环') }]);
    instance.apply({ type: 'setVariables', variables: { stop: true } });
    instance.apply({ type: 'resolveIncident', key: instance.last.incidents[0]!.key });
    expect(instance.last.status).toBe('completed');
  });

  it('a gateway that multiplies tokens ends as incidents', async () => {
    const instance = await EngineRun.of(
      engine,
      bpmnText(
        'p',
        start('s'),
        element('task', 'a'),
        parallel('g'),
        element('task', 'b'),
        end('e'),
        flow('s', 'a'),
        flow('a', 'g'),
        flow('g', 'a'),
        flow('g', 'b'),
        flow('b', 'a'),
        flow('g', 'e'),
      ),
      { limits: { steps: 60, stateBytes: 1_000_000, feelMillis: 500 } },
    );
    instance.start();
    expect(instance.last.incidents.length).toBeGreaterThan(0);
  });

  it('a variable that keeps growing ends as an incident', async () => {
    const doubling = automaticLoop.map((part) => part.replace('=n + 1', '=n + n'));
    const instance = await EngineRun.of(engine, bpmnText('p', ...doubling), {
      limits: { steps: 200, stateBytes: 20_000, feelMillis: 500 },
    });
    instance.start({ n: 'ab' });
    expect(instance.last.incidents).toMatchObject([{ elementId: 'c', message: expect.stringContaining('大小') }]);
  });

  it('a long path does not overflow the stack', async () => {
    const tasks = Array.from(
      { length: 400 },
      (_, index) => element('task', `t${index}`) + flow(index === 0 ? 's' : `t${index - 1}`, `t${index}`),
    );
    const instance = await run(start('s'), ...tasks, end('e'), flow('t399', 'e'));
    expect(instance.start().last.status).toBe('completed');
  });

  it('a payload that is too large is refused and changes nothing', async () => {
    const instance = await EngineRun.of(
      engine,
      bpmnText('p', start('s'), userTask('u'), end('e'), flow('s', 'u'), flow('u', 'e')),
      { limits: { steps: 50, stateBytes: 20_000, feelMillis: 500 } },
    );
    instance.start();
    expect(() => instance.complete('u', { text: 'x'.repeat(30_000) })).toThrow(
      expect.objectContaining({ code: 'limit-exceeded' }),
    );
    instance.complete('u', { text: 'x' });
    expect(instance.last.status).toBe('completed');
  });
});

describe('a command', () => {
  const parts = [
    message('m', 'm', '=key'),
    start('s'),
    parallel('p1'),
    userTask('a'),
    eventBased('g'),
    element('intermediateCatchEvent', 'c', messageEvent('m')),
    element('intermediateCatchEvent', 'd', timer('P1D', 'timeDuration')),
    exclusive('x'),
    parallel('p2'),
    serviceTask('j'),
    end('e'),
    flow('s', 'p1'),
    flow('p1', 'a'),
    flow('p1', 'g'),
    flow('g', 'c'),
    flow('g', 'd'),
    flow('c', 'x'),
    flow('d', 'x'),
    flow('x', 'p2'),
    flow('a', 'p2'),
    flow('p2', 'j'),
    flow('j', 'e'),
  ];

  it('leaves the state before as it was, and gives the same outcome again', async () => {
    const instance = (await run(...parts)).start({ key: 'k' });
    const before = instance.savedState;
    const text = JSON.stringify(before);
    const command: Command = { type: 'completeTask', key: instance.wait('a').key, variables: { done: true } };
    const apply = () => engine.apply(instance.definition, before, command, testHost());
    const [first, second] = [apply(), apply()];
    expect(JSON.stringify(before)).toBe(text);
    expect(second.events).toEqual(first.events);
    expect(second.waits).toEqual(first.waits);
    expect(second.state.variables).toEqual(first.state.variables);
  });

  it('may be carried out by another process: saving and loading changes nothing', async () => {
    const saved = (await run(...parts)).start({ key: 'k' });
    const other = new ReferenceEngine();
    const [definition] = await other.compile(bpmnText('p', ...parts));
    let state = JSON.parse(JSON.stringify(saved.savedState)) as State;
    for (const step of ['a', 'c', 'j']) {
      const wait = saved.wait(step);
      const command: Command =
        wait.kind === 'userTask'
          ? { type: 'completeTask', key: wait.key, variables: {} }
          : wait.kind === 'job'
            ? { type: 'settleJob', key: wait.key, result: { kind: 'ok', variables: {} } }
            : { type: 'correlateMessage', key: wait.key, variables: {} };
      saved.apply(command);
      const outcome = other.apply(definition!, state, command, testHost());
      expect(outcome.events).toEqual(saved.last.events);
      expect(outcome.waits).toEqual(saved.last.waits);
      state = JSON.parse(JSON.stringify(outcome.state)) as State;
    }
    expect(saved.last.status).toBe('completed');
  });

  it.each<[Command, string]>([
    [{ type: 'completeTask', key: '1', variables: {} }, 'task-not-open'],
    [{ type: 'fireTimer', key: '1' }, 'timer-not-open'],
    [{ type: 'rescheduleTimer', key: '1' }, 'timer-not-open'],
    [{ type: 'correlateMessage', key: '1', variables: {} }, 'subscription-not-open'],
    [{ type: 'broadcastSignal', key: '1', variables: {} }, 'subscription-not-open'],
    [{ type: 'settleJob', key: '1', result: { kind: 'ok', variables: {} } }, 'job-not-open'],
    [{ type: 'settleCall', key: '1', result: { kind: 'ok', variables: {} } }, 'call-not-open'],
    [{ type: 'modify', activate: [], terminate: [] }, 'not-supported'],
    [{ type: 'activateAdHoc', key: '1', elementIds: [] }, 'not-supported'],
    [{ type: 'resolveIncident', key: 'constructor' }, 'incident-not-open'],
    [{ type: 'setVariables', scopeKey: '1', variables: {} }, 'scope-not-open'],
    [{ type: 'resume' }, 'instance-active'],
  ])('that does not fit is refused: %j', async (command, code) => {
    const instance = (await run(...parts)).start({ key: 'k' });
    expect(() => instance.apply(command)).toThrow(expect.objectContaining({ name: 'CommandRefused', code }));
  });

  it('with the wrong kind for its key is refused', async () => {
    const instance = (await run(...parts)).start({ key: 'k' });
    expect(() => instance.apply({ type: 'fireTimer', key: instance.wait('a').key })).toThrow(
      expect.objectContaining({ code: 'timer-not-open' }),
    );
  });

  it('that starts at an unknown event is refused', async () => {
    const instance = await run(...parts);
    expect(() => instance.start({}, 'a')).toThrow(expect.objectContaining({ code: 'start-event-unknown' }));
  });
});
