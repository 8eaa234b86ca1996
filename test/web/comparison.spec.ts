import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';

import { changeInWords, compareDefinitions } from '../../web/src/modeler/comparison/compare-definitions.js';
import type { ModdleElement } from '../../web/src/modeler/moddle.js';

const moddle = new BpmnModdle({ zeebe });

interface TaskDrawing {
  id: string;
  name: string;
  basis?: string;
  form?: string;
  separateFrom?: string;
  loop?: string;
  x?: number;
}

/** A pool with one lane, the tasks in a row between start and end. */
async function drawing(
  tasks: TaskDrawing[],
  { lane = '接访员', role = 'R1', condition = '' } = {},
): Promise<ModdleElement> {
  const nodes = ['start', ...tasks.map((task) => task.id), 'end'];
  const flows = nodes.slice(1).map((to, index) => ({ id: `flow_${nodes[index]}_${to}`, from: nodes[index], to }));
  const property = (name: string, value?: string) => (value ? `<zeebe:property name="${name}" value="${value}"/>` : '');
  const userTask = (task: TaskDrawing) =>
    `<bpmn:userTask id="${task.id}" name="${task.name}"><bpmn:extensionElements><zeebe:userTask/>` +
    `<zeebe:formDefinition formId="${task.form ?? 'talk'}"/>` +
    `<zeebe:properties>${property('basis', task.basis ?? 'S1.2')}${property('separateFrom', task.separateFrom)}</zeebe:properties>` +
    `</bpmn:extensionElements>${task.loop ?? ''}</bpmn:userTask>`;
  const flow = ({ id, from, to }: (typeof flows)[number]) =>
    `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${
      condition && to === 'end'
        ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression>`
        : ''
    }</bpmn:sequenceFlow>`;
  const shape = (task: TaskDrawing, index: number) =>
    `<bpmndi:BPMNShape id="${task.id}_di" bpmnElement="${task.id}"><dc:Bounds x="${task.x ?? 200 + index * 150}" y="100" width="100" height="80"/></bpmndi:BPMNShape>`;
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" targetNamespace="urn:test">
  <bpmn:collaboration id="collaboration"><bpmn:participant id="pool" name="接访办理" processRef="reception"/></bpmn:collaboration>
  <bpmn:process id="reception" name="接访办理" isExecutable="true">
    <bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="${lane}"><bpmn:extensionElements><zeebe:properties>${property('role', role)}</zeebe:properties></bpmn:extensionElements>
      ${nodes.map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`).join('')}</bpmn:lane></bpmn:laneSet>
    <bpmn:startEvent id="start" name="登记"/>${tasks.map(userTask).join('')}<bpmn:endEvent id="end" name="归档"/>
    ${flows.map(flow).join('')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">${tasks.map(shape).join('')}</bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
  return (await moddle.fromXML(xml)).rootElement as ModdleElement;
}

const talk: TaskDrawing = { id: 'task_talk', name: '接谈' };
const deliver: TaskDrawing = { id: 'task_deliver', name: '送达' };

async function differences(before: Promise<ModdleElement>, after: Promise<ModdleElement>, roles?: Map<string, string>) {
  const { changes, moved } = compareDefinitions(await before, await after, roles);
  return { words: changes.map(changeInWords), moved };
}

describe('the differences between two versions of a drawing', () => {
  it('are none when nothing was changed', async () => {
    expect(await differences(drawing([talk, deliver]), drawing([talk, deliver]))).toEqual({ words: [], moved: 0 });
  });

  it('name an added task and the connections that came and went with it', async () => {
    const { words } = await differences(drawing([talk]), drawing([talk, deliver]));
    expect(words).toEqual([
      '新增用户任务“送达”',
      '新增顺序流“接谈 → 送达”',
      '新增顺序流“送达 → 归档”',
      '删除顺序流“接谈 → 归档”',
    ]);
  });

  it('name a removed task', async () => {
    const { words } = await differences(drawing([talk, deliver]), drawing([talk]));
    expect(words).toContain('删除用户任务“送达”');
  });

  it('say from what to what a name, a form and a basis were changed, in one line for each element', async () => {
    const { words } = await differences(
      drawing([talk]),
      drawing([{ ...talk, name: '接谈笔录', form: 'record', basis: 'S1.2 R22-22' }]),
    );
    expect(words).toContain(
      '修改用户任务“接谈笔录”：名称由“接谈”改为“接谈笔录”；表单由“talk”改为“record”；依据由“S1.2”改为“S1.2 R22-22”',
    );
  });

  it('call tasks and roles by their names, not by their ids and codes', async () => {
    const roles = new Map([
      ['R1', '接访员'],
      ['R5', '主管领导'],
    ]);
    const { words } = await differences(
      drawing([talk, deliver]),
      drawing([talk, { ...deliver, separateFrom: 'task_talk' }], { role: 'R5' }),
      roles,
    );
    expect(words).toContain('修改用户任务“送达”：回避定为“接谈”');
    expect(words).toContain('修改泳道“接访员”：办理角色由“接访员”改为“主管领导”');
  });

  it('show a condition that was added to a connection', async () => {
    const { words } = await differences(drawing([talk]), drawing([talk], { condition: '=competent = true' }));
    expect(words).toEqual(['修改顺序流“接谈 → 归档”：条件定为“=competent = true”']);
  });

  it('say how often a task is carried out in the words of the panel', async () => {
    const multiInstance =
      '<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:extensionElements>' +
      '<zeebe:loopCharacteristics inputCollection="=households"/></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';
    const loop = '<bpmn:standardLoopCharacteristics loopMaximum="3" testBefore="true"/>';
    expect((await differences(drawing([talk]), drawing([{ ...talk, loop: multiInstance }]))).words).toEqual([
      '修改用户任务“接谈”：重复办理由“只办一次”改为“逐项依次办理（顺序多实例）”；输入集合定为“=households”',
    ]);
    expect((await differences(drawing([{ ...talk, loop }]), drawing([talk]))).words).toEqual([
      '修改用户任务“接谈”：重复办理由“反复办理（标准循环）”改为“只办一次”；去掉了先看条件再办“是”；去掉了最多次数“3”',
    ]);
  });

  it('count what was only moved, without listing it', async () => {
    expect(await differences(drawing([talk]), drawing([{ ...talk, x: 420 }]))).toEqual({ words: [], moved: 1 });
  });
});
