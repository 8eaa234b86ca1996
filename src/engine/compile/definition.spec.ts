import {
  bpmnText,
  element,
  end,
  extensions,
  flow,
  message,
  messageEvent,
  properties,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { catchEvent, line } from '../../../test/builders/lint-findings.js';
import { compileProcesses } from './compile.js';
import { nativeProfile } from '../native/profile.js';
import type { ProcessModel } from './model.js';

const feel = (tag: string, body: string) => `<bpmn:${tag} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${tag}>`;

describe('ways to begin', () => {
  it('are one for each trigger, also behind a gateway and for a receive task', async () => {
    const [definition] = await compileProcesses(
      bpmnText(
        'p',
        message('m', '来信'),
        '<bpmn:signal id="sig" name="汛情" />',
        start('s', extensions('<zeebe:formDefinition formId="register" />')),
        start('t', timer('R/P1D', 'timeCycle') + '<bpmn:signalEventDefinition signalRef="sig" />'),
        element('eventBasedGateway', 'g', '', 'instantiate="true"'),
        catchEvent('c', messageEvent('m')),
        catchEvent(
          'd',
          `<bpmn:conditionalEventDefinition>${feel('condition', '=level > 3')}</bpmn:conditionalEventDefinition>`.replace(
            '> 3',
            '&gt; 3',
          ),
        ),
        element('receiveTask', 'r', '', 'messageRef="m" instantiate="true"'),
        end('e'),
        flow('s', 'e'),
        flow('t', 'e'),
        flow('g', 'c'),
        flow('g', 'd'),
        flow('c', 'e'),
        flow('d', 'e'),
        flow('r', 'e'),
      ),
      {},
      nativeProfile,
    );
    expect(definition!.startEvents).toEqual([
      { elementId: 's', kind: 'none', formId: 'register' },
      { elementId: 't', kind: 'timer', timer: { kind: 'cycle', expression: 'R/P1D' } },
      { elementId: 't', kind: 'signal', signalName: '汛情' },
      { elementId: 'c', kind: 'message', messageName: '来信' },
      { elementId: 'd', kind: 'conditional', condition: 'level > 3' },
      { elementId: 'r', kind: 'message', messageName: '来信' },
    ]);
  });
});

describe('lanes', () => {
  it('nest: the role of the lane around counts, and a subprocess may have its own', async () => {
    const lane = (id: string, role: string, content: string) =>
      element('lane', id, (role && extensions(properties({ role }))) + content);
    const holds = (id: string) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`;
    const [definition] = await compileProcesses(
      line(
        `<bpmn:laneSet id="lanes">${lane('outer', 'R5', `<bpmn:childLaneSet id="nested">${lane('inner', '', holds('t') + holds('sub'))}</bpmn:childLaneSet>`)}</bpmn:laneSet>`,
        userTask('t'),
        subProcess(
          'sub',
          `<bpmn:laneSet id="own">${lane('ownLane', 'R7', holds('u'))}</bpmn:laneSet>`,
          userTask('u'),
          userTask('v'),
          flow('u', 'v'),
        ),
        flow('s', 't'),
        flow('t', 'sub'),
        flow('sub', 'e'),
      ),
      {},
      nativeProfile,
    );
    const { nodes } = definition!.compiled as ProcessModel;
    expect([nodes.t, nodes.u, nodes.v].map((node) => node!.userTask!.laneRole)).toEqual(['R5', 'R7', 'R5']);
    expect(definition!.elements.t).toMatchObject({ lane: 'inner', role: 'R5' });
    expect(Object.keys(definition!.elements)).toEqual(expect.arrayContaining(['outer', 'inner', 'ownLane']));
  });
});

describe('types of elements', () => {
  it('are spelled as the /v2 API has them', async () => {
    const [definition] = await compileProcesses(
      line(
        element('transaction', 'tx', element('task', 't')),
        element('adHocSubProcess', 'ah', element('task', 'u')),
        element('complexGateway', 'g'),
        element('businessRuleTask', 'd', extensions('<zeebe:taskDefinition type="a" />')),
        element('subProcess', 'ev', start('es', timer('PT1H', 'timeDuration')), 'triggeredByEvent="true"'),
        flow('s', 'tx'),
        flow('tx', 'ah'),
        flow('ah', 'g'),
        flow('g', 'd'),
        flow('d', 'e'),
      ),
      {},
      nativeProfile,
    );
    const types = Object.fromEntries(Object.values(definition!.elements).map(({ id, type }) => [id, type]));
    expect(types).toMatchObject({
      tx: 'SUB_PROCESS',
      ah: 'AD_HOC_SUB_PROCESS',
      g: 'UNKNOWN',
      d: 'BUSINESS_RULE_TASK',
      ev: 'EVENT_SUB_PROCESS',
      t: 'TASK',
      tx_ah: 'SEQUENCE_FLOW',
    });
  });
});
