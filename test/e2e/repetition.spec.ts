import type { Locator, Page } from 'playwright-core';
import type { Json } from '../builders/caller.js';
import { startLiveServer, type LiveServer } from './live-server.js';
import { People } from './people.js';

describe('steps that are carried out several times', () => {
  let server: LiveServer;
  let people: People;
  beforeAll(async () => {
    server = await startLiveServer();
    people = await People.arrive(server);
    const draft = await server.as('owner').put('/api/drafts/visits.bpmn', { xml: visits, baseVersion: 0 });
    if (draft.status !== 200) throw new Error(JSON.stringify(draft.body));
  });
  afterAll(async () => {
    await people?.leave();
    await server?.close();
  });

  it('are drawn in the studio: item by item in the panel, again and again from the menu', async () => {
    const page = await people.login('owner');
    await page.goto(`${server.url}/studio/visits.bpmn`);

    await select(page, 'visit');
    const repetition = await openGroup(page, '重复办理');
    await repetition.getByLabel('办理方式').selectOption({ label: '逐项依次办理（顺序多实例）' });
    await feel(repetition, 'multiInstance-inputCollection', 'households');
    await repetition.getByLabel('输入元素（每一项的变量名）').fill('household');

    await select(page, 'urge');
    await page.locator('.djs-context-pad [data-action="replace"]').click();
    await page.locator('.djs-popup [title="反复办理（标准循环）"]').click();
    await page.keyboard.press('Escape');
    await feel(repetition, 'loopCondition', 'replied = false');
    await repetition.getByLabel('最多次数').fill('5');

    await page.getByRole('button', { name: '保存草稿' }).click();
    await page
      .getByText(/草稿已保存/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: /发布$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('发布说明').fill('逐户走访，未答复的反复催办。');
    await dialog.getByRole('button', { name: '发布第 1 版' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('are carried out item by item, and the auditor sees each repetition', async () => {
    const variables = { households: ['张三户', '李四户'], replied: false };
    const started = await server
      .as('owner')
      .post('/v2/process-instances', { processDefinitionId: 'visits', variables });
    expect(started.status).toBe(200);
    const key: string = started.body.processInstanceKey;
    expect(await complete(key)).toBe('visit');
    expect(await complete(key)).toBe('visit');
    expect(await complete(key, { replied: false })).toBe('urge');
    expect(await complete(key, { replied: true })).toBe('urge');

    const page = await people.login('auditor');
    await page.getByText('走访核实').first().waitFor();
    await page.goto(`${server.url}/audit/${key}`);
    await page.getByText('转入「走访」第 2 次').waitFor();
    await page.getByText('这一次办理：李四户。').waitFor();
    const records = page.getByRole('list', { name: '记录' });
    expect(await records.getByText('「走访」办理完毕').count()).toBe(1);
    expect(await records.getByText('提交了「催办」第 2 次').count()).toBe(1);
    expect(await records.getByText('共 2 次。').count()).toBe(2);
    await page.locator('.mq-done[data-element-id="urge"]').first().waitFor({ state: 'attached' });
  });

  it('meets no error on any page', () => {
    expect(people.pageErrors).toEqual([]);
  });

  /** Claims and completes the only open task. @returns its element. */
  async function complete(instanceKey: string, variables: Json = {}): Promise<string> {
    const officer = server.as('jiefang');
    const filter = { processInstanceKey: instanceKey, state: 'CREATED' };
    const { items } = (await officer.post('/v2/user-tasks/search', { filter })).body;
    expect(items).toHaveLength(1);
    const path = `/v2/user-tasks/${items[0].userTaskKey}`;
    await officer.post(`${path}/assignment`, { assignee: 'jiefang' });
    expect((await officer.post(`${path}/completion`, { variables })).status).toBe(204);
    return items[0].elementId;
  }
});

async function select(page: Page, elementId: string): Promise<void> {
  await page.locator(`.djs-element[data-element-id="${elementId}"] .djs-hit`).first().click();
}

/** A group of the properties panel, opened; the panel keeps it open for the next element. */
async function openGroup(page: Page, title: string): Promise<Locator> {
  const group = page.locator('.bio-properties-panel-group').filter({ hasText: new RegExp(`^${title}`) });
  await group.locator('.bio-properties-panel-group-header').click();
  return group;
}

/** Types into an editor of FEEL, which stands behind a fixed `=`. */
async function feel(group: Locator, entryId: string, expression: string): Promise<void> {
  await group.locator(`[data-entry-id="${entryId}"] [role="textbox"]`).fill(expression);
}

const node = (type: string, id: string, name: string) => `<bpmn:${type} id="${id}" name="${name}" />`;
const task = (id: string, name: string) =>
  `<bpmn:userTask id="${id}" name="${name}"><bpmn:extensionElements><zeebe:userTask />` +
  `<zeebe:assignmentDefinition candidateGroups="R1" /></bpmn:extensionElements></bpmn:userTask>`;
const flow = (from: string, to: string) =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`;
const shape = (id: string, x: number, width: number, height: number) =>
  `<bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${200 - height / 2}" width="${width}" height="${height}" /></bpmndi:BPMNShape>`;
const edge = (from: string, to: string, x1: number, x2: number) =>
  `<bpmndi:BPMNEdge id="${from}_${to}_di" bpmnElement="${from}_${to}"><di:waypoint x="${x1}" y="200" /><di:waypoint x="${x2}" y="200" /></bpmndi:BPMNEdge>`;

/** Two steps in a row, each to be carried out once. */
const visits = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="urn:test">
  <bpmn:process id="visits" name="走访核实" isExecutable="true">
    ${node('startEvent', 'start', '开始')}${task('visit', '走访')}${task('urge', '催办')}${node('endEvent', 'end', '办结')}
    ${flow('start', 'visit')}${flow('visit', 'urge')}${flow('urge', 'end')}
  </bpmn:process>
  <bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="visits">
    ${shape('start', 160, 36, 36)}${shape('visit', 260, 100, 80)}${shape('urge', 460, 100, 80)}${shape('end', 660, 36, 36)}
    ${edge('start', 'visit', 196, 260)}${edge('visit', 'urge', 360, 460)}${edge('urge', 'end', 560, 660)}
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</bpmn:definitions>`;
