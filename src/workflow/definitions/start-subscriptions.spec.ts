import { bpmnText, element, end, flow, message, messageEvent, start, timer } from '../../../test/builders/bpmn-text.js';
import { TestWorkflow } from '../../../test/builders/workflow.js';
import { Decisions } from './decisions.js';
import { Definitions } from './definitions.js';
import { StartSubscriptions } from './start-subscriptions.js';
import { NativeEngine } from '../../engine/native/native-engine.js';
import { ReferenceEngine } from '../../engine/reference/reference-engine.js';

const begunBy = (name: string) =>
  bpmnText(
    'matter',
    message('message_begin', name),
    element('startEvent', 'by_message', messageEvent('message_begin')),
    element('startEvent', 'by_timer', timer('=date and time("2030-01-01T00:00:00Z")')),
    flow('by_message', 'done'),
    flow('by_timer', 'done'),
    end('done'),
  );
const plain = bpmnText('plain', start('begin'), flow('begin', 'done'), end('done'));

describe('what starts a process', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => (workflow = await TestWorkflow.open()));
  afterEach(() => workflow.close());

  const noted = () =>
    workflow.rows<{ process: string; version: number; element: string; kind: string; name: string }>(
      `SELECT d.process_id AS process, d.version AS version, s.element_id AS element, s.kind AS kind, s.name AS name FROM start_subscription s
       JOIN process_definition d ON d.definition_key = s.definition_key ORDER BY 1, 2, 3`,
    );

  it('is noted at its deployment, and only of its newest version', async () => {
    await workflow.deploy({ matter: begunBy('first'), plain });
    await workflow.deploy({ matter: begunBy('second') });
    expect(await noted()).toEqual([
      { process: 'matter', version: 2, element: 'by_message', kind: 'message', name: 'second' },
      { process: 'matter', version: 2, element: 'by_timer', kind: 'timer', name: '' },
      { process: 'plain', version: 1, element: 'begin', kind: 'none', name: '' },
    ]);
  });

  it('is noted afterwards for what an older release deployed', async () => {
    await workflow.deploy({ matter: begunBy('first') });
    await workflow.deploy({ matter: begunBy('second'), plain });
    const before = await noted();
    await workflow.database.write((transaction) => transaction.run(`DELETE FROM start_subscription`));
    const engines = { native: new NativeEngine(), reference: new ReferenceEngine() };
    const definitions = new Definitions(workflow.database, engines, new Decisions());
    await new StartSubscriptions(workflow.database, definitions).onApplicationBootstrap();
    expect(await noted()).toEqual(before);
  });

  it('is found without looking at the diagrams of others', async () => {
    await workflow.deploy({ matter: begunBy('first'), plain });
    const compiled: string[] = [];
    const native = new NativeEngine();
    const compile = native.compile.bind(native);
    native.compile = (xml, context) => {
      compiled.push(xml);
      return compile(xml, context);
    };
    const definitions = new Definitions(
      workflow.database,
      { native, reference: new ReferenceEngine() },
      new Decisions(),
    );
    const found = await definitions.startedBy({ kind: 'message', messageName: 'first' });
    expect(found.map(({ row, event }) => [row.processId, event.elementId])).toEqual([['matter', 'by_message']]);
    expect(await definitions.startedBy({ kind: 'message', messageName: 'unknown' })).toEqual([]);
    expect(compiled).toEqual([begunBy('first')]);
  });
});
