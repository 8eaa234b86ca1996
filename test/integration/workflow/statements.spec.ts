import { bpmnText, element, end, extensions, flow, start, timer, userTask } from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';
import { Faults, StatementFault, wholeDatabase } from '../../crash/faults.js';

const signal = '<bpmn:signal id="done_signal" name="done" />';

/** Calls a process that answers at once, then tells everybody. */
const caller = bpmnText(
  'caller',
  signal,
  start('begin'),
  flow('begin', 'first'),
  userTask('first'),
  flow('first', 'ask'),
  element('callActivity', 'ask', extensions('<zeebe:calledElement processId="answerer" />')),
  flow('ask', 'tell'),
  element('intermediateThrowEvent', 'tell', '<bpmn:signalEventDefinition signalRef="done_signal" />'),
  flow('tell', 'done'),
  end('done'),
);
const answerer = bpmnText(
  'answerer',
  start('begin'),
  flow('begin', 'work'),
  element('task', 'work'),
  flow('work', 'done'),
  end('done'),
);
const listening = bpmnText(
  'listening',
  signal,
  start('begin'),
  flow('begin', 'heard'),
  element('intermediateCatchEvent', 'heard', '<bpmn:signalEventDefinition signalRef="done_signal" />'),
  flow('heard', 'done'),
  end('done'),
);
const timed = bpmnText(
  'timed',
  start('begin', timer('R/PT1H', 'timeCycle')),
  flow('begin', 'look'),
  userTask('look'),
  flow('look', 'done'),
  end('done'),
);

/** None of these has more statements; a loop that gets here has not ended by itself. */
const mostStatements = 300;

describe('a command of which any one statement fails', () => {
  let workflow: TestWorkflow;
  let faults: Faults;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ caller, answerer, listening, timed });
    faults = Faults.before(workflow.database);
  });
  afterEach(() => workflow.close());

  /** Fails each statement in turn; gives how many there were, and the operation has succeeded at last. */
  const failEach = async (operation: () => Promise<unknown>): Promise<number> => {
    const before = await wholeDatabase(workflow.database);
    for (let k = 1; k < mostStatements; k += 1) {
      faults.failAt(k);
      try {
        await operation();
        return k - 1;
      } catch (reason) {
        if (!(reason instanceof StatementFault)) throw reason;
      }
      const after = await wholeDatabase(workflow.database);
      expect([k, Object.keys(after).filter((table) => after[table] !== before[table])]).toEqual([k, []]);
    }
    throw new Error(`more than ${mostStatements} statements`);
  };

  it('leaves neither the called instance nor the signal behind, and does all of it the next time', async () => {
    const waiter = await workflow.start('listening');
    const key = await workflow.start('caller');
    const task = await workflow.taskKey(key, 'first');
    const statements = await failEach(() => workflow.execute(key, { type: 'completeTask', key: task, variables: {} }));
    expect(statements).toBeGreaterThan(30);
    expect(await workflow.status(key)).toBe('completed');
    expect(await workflow.status(waiter)).toBe('completed');
    expect(await workflow.rows(`SELECT status FROM process_instance WHERE parent_key = ?`, key)).toEqual([
      { status: 'completed' },
    ]);
    expect((await workflow.history.verify()).status).toBe('intact');
  });

  it('starts nothing by a timer and leaves it due, and starts one instance the next time', async () => {
    workflow.clock.passMinutes(61);
    const statements = await failEach(async () => {
      if ((await workflow.startTimers.fireDue()) === 0) throw new StatementFault(0);
    });
    expect(statements).toBeGreaterThan(7);
    expect(await workflow.count('process_instance')).toBe(1);
    expect(await workflow.rows(`SELECT due_at FROM start_timer`)).toEqual([{ due_at: '2026-06-01T03:00:00.000Z' }]);
  });
});
