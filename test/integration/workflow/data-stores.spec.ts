import { bpmnText, element, end, extensions, flow, start } from '../../builders/bpmn-text.js';
import { TestWorkflow } from '../../builders/workflow.js';

/** A task that writes one more than the last number into the store that all instances share. */
const numbering = bpmnText(
  'numbering',
  '<bpmn:dataStoreReference id="ledger" name="ledger" />',
  start('begin'),
  element(
    'userTask',
    'note',
    extensions('<zeebe:userTask />') +
      '<bpmn:dataOutputAssociation id="note_writes"><bpmn:targetRef>ledger</bpmn:targetRef>' +
      '<bpmn:transformation>=if ledger = null then 1 else ledger + 1</bpmn:transformation></bpmn:dataOutputAssociation>',
  ),
  end('done'),
  flow('begin', 'note'),
  flow('note', 'done'),
);

describe('data stores', () => {
  let workflow: TestWorkflow;
  beforeEach(async () => {
    workflow = await TestWorkflow.open();
    await workflow.deploy({ numbering });
  });
  afterEach(() => workflow.close());

  const complete = async (key: string) =>
    workflow.execute(key, { type: 'completeTask', key: await workflow.taskKey(key, 'note'), variables: {} });
  const stored = () => workflow.rows<{ name: string; value: string }>(`SELECT name, value FROM data_store`);

  it('are what instances leave for each other, and outlive them', async () => {
    const [one, two, three] = [
      await workflow.start('numbering'),
      await workflow.start('numbering'),
      await workflow.start('numbering'),
    ];
    for (const key of [two, one, three]) await complete(key);
    expect(await stored()).toEqual([{ name: 'ledger', value: '3' }]);
    expect(await workflow.status(two)).toBe('completed');
    expect(await workflow.variables(one)).toEqual({});
  });

  it('are told in the history of the instance that wrote them', async () => {
    const key = await workflow.start('numbering');
    await complete(key);
    const written = await workflow.rows(
      `SELECT element_id FROM history_event WHERE instance_key = ? AND type = 'DATA_STORE_WRITTEN'`,
      key,
    );
    expect(written).toEqual([{ element_id: 'note' }]);
  });

  it('keep their value when the command that wrote them is undone', async () => {
    const first = await workflow.start('numbering');
    await complete(first);
    const key = await workflow.start('numbering');
    const task = await workflow.taskKey(key, 'note');
    const failed = workflow.database.write(async (transaction) => {
      await workflow.runner.execute(transaction, key, { type: 'completeTask', key: task, variables: {} }, null);
      throw new Error('power cut');
    });
    await expect(failed).rejects.toThrow('power cut');
    expect(await stored()).toEqual([{ name: 'ledger', value: '1' }]);
    await complete(key);
    expect(await stored()).toEqual([{ name: 'ledger', value: '2' }]);
  });
});
