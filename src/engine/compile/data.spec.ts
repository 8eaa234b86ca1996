import { element, extensions, flow, mapping, subProcess } from '../../../test/builders/bpmn-text.js';
import { around, line } from '../../../test/builders/lint-findings.js';
import { compileProcesses } from './compile.js';
import { nativeProfile } from '../native/profile.js';
import { withPlainModels } from './profile.js';
import type { NodeModel, ProcessModel } from './model.js';

async function modelOf(xml: string): Promise<ProcessModel> {
  const [definition] = await compileProcesses(xml, {}, withPlainModels(nativeProfile));
  return definition!.compiled as ProcessModel;
}

const nodeOf = async (xml: string, id = 'x'): Promise<NodeModel> => (await modelOf(xml)).nodes[id]!;
const feel = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;

describe('data', () => {
  const specification =
    '<bpmn:ioSpecification id="io"><bpmn:dataInput id="di" name="docket" /><bpmn:dataOutput id="do" name="answer" /><bpmn:inputSet id="i" /><bpmn:outputSet id="o" /></bpmn:ioSpecification>';
  const input = (source: string, more = '') =>
    `<bpmn:dataInputAssociation id="dia"><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>di</bpmn:targetRef>${more}</bpmn:dataInputAssociation>`;
  const output = (target: string, source = '<bpmn:sourceRef>do</bpmn:sourceRef>') =>
    `<bpmn:dataOutputAssociation id="doa">${source}<bpmn:targetRef>${target}</bpmn:targetRef></bpmn:dataOutputAssociation>`;
  const objects =
    '<bpmn:dataObject id="o1" /><bpmn:dataObjectReference id="r1" name="登记表" dataObjectRef="o1" /><bpmn:dataObject id="o2" name="not a name" />';
  const process = (task: string) =>
    line(objects, '<bpmn:property id="q" name="total" />', task, flow('s', 'x'), flow('x', 'e'));

  it('objects and properties are variables, named as they are drawn or by their id', async () => {
    const { dataNames } = await modelOf(
      process(subProcess('x', '<bpmn:property id="own" />', '<bpmn:dataObject id="inside" />', element('task', 't'))),
    );
    expect(dataNames).toEqual({ '': ['total', '登记表', 'o2'], x: ['own', 'inside'] });
  });

  it('associations are mappings', async () => {
    const node = await nodeOf(process(element('task', 'x', specification + input('r1') + output('o2'))));
    expect([node.inputs, node.outputs]).toEqual([
      [{ source: '=登记表', target: 'docket' }],
      [{ source: '=answer', target: 'o2' }],
    ]);
  });

  it('are transformed and assigned', async () => {
    const transformed = await nodeOf(
      process(element('task', 'x', specification + input('r1', feel('transformation', '=登记表.number')))),
    );
    expect(transformed.inputs).toEqual([{ source: '=登记表.number', target: 'docket' }]);
    const assigned = await nodeOf(
      process(
        element(
          'task',
          'x',
          specification +
            input(
              'r1',
              `<bpmn:assignment>${feel('from', '=登记表.number')}${feel('to', 'docket.number')}</bpmn:assignment>`,
            ),
        ),
      ),
    );
    expect(assigned.inputs).toEqual([{ source: '=登记表.number', target: 'docket.number' }]);
  });

  it('that arrows alone lead to stay what they are without mappings, and pass beside mappings', async () => {
    const bare =
      '<bpmn:property id="ph" name="__targetRef_placeholder" />' +
      input('r1').replace('>di<', '>ph<') +
      output('r1', '');
    const plain = await nodeOf(process(element('task', 'x', bare)));
    expect([plain.inputs, plain.outputs]).toEqual([[], []]);
    const mapped = await nodeOf(
      process(element('manualTask', 'x', extensions(mapping({ a: '=1' }, { b: '=2' })) + bare)),
    );
    expect(mapped.inputs).toEqual([
      { source: '=登记表', target: '登记表' },
      { source: '=1', target: 'a' },
    ]);
    expect(mapped.outputs).toEqual([
      { source: '=登记表', target: '登记表' },
      { source: '=2', target: 'b' },
    ]);
  });

  it('properties of a task begin without a value', async () => {
    const node = await nodeOf(around(element('task', 'x', '<bpmn:property id="note" />')));
    expect(node.inputs).toEqual([{ source: '=null', target: 'note' }]);
  });
});
