import {
  bpmnText,
  boundary,
  element,
  extensions,
  fileText,
  flow,
  message,
  messageEvent,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
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

describe('events', () => {
  it('are read with all their definitions, own ones first', async () => {
    const xml = fileText(
      message('m', '送达', '=caseNumber'),
      '<bpmn:signal id="sig" name="停办" />',
      timer('R/P1D', 'timeCycle').replace('Definition>', 'Definition id="shared">'),
      '<bpmn:process id="p" isExecutable="true">',
    ).replace(
      '<bpmn:process id="p" isExecutable="true">',
      `<bpmn:process id="p" isExecutable="true">${start('s')}${element(
        'intermediateCatchEvent',
        'x',
        '<bpmn:eventDefinitionRef>shared</bpmn:eventDefinitionRef>' +
          messageEvent('m') +
          '<bpmn:signalEventDefinition signalRef="sig" />' +
          `<bpmn:conditionalEventDefinition>${feel('condition', '= done')}</bpmn:conditionalEventDefinition>`,
        'parallelMultiple="true"',
      )}${flow('s', 'x')}</bpmn:process>`,
    );
    expect(await nodeOf(xml)).toMatchObject({
      kind: 'catch',
      parallelMultiple: true,
      events: [
        { kind: 'message', name: '送达', correlationKey: '=caseNumber' },
        { kind: 'signal', name: '停办' },
        { kind: 'conditional', condition: 'done' },
        { kind: 'timer', timer: 'cycle', expression: 'R/P1D' },
      ],
    });
  });

  it('know whether they interrupt, as boundary events and in event subprocesses', async () => {
    const model = await modelOf(
      bpmnText(
        'p',
        '<bpmn:escalation id="esc" escalationCode="late" />',
        start('s'),
        subProcess('sub', element('task', 't')),
        boundary('b', 'sub', '<bpmn:escalationEventDefinition escalationRef="esc" />', { interrupting: false }),
        element(
          'subProcess',
          'ev',
          element('startEvent', 'es', timer('PT1H', 'timeDuration'), 'isInterrupting="false"'),
          'triggeredByEvent="true"',
        ),
        flow('s', 'sub'),
      ),
    );
    expect(model.nodes.b).toMatchObject({
      attachedTo: 'sub',
      interrupting: false,
      events: [{ kind: 'escalation', code: 'late' }],
    });
    expect(model.nodes.es).toMatchObject({ interrupting: false, scopeId: 'ev' });
    expect(model.nodes.s).not.toHaveProperty('interrupting');
    expect(model.nodes.ev!.subProcess).toEqual({ kind: 'event' });
  });

  it('find their compensation handler through the association', async () => {
    const model = await modelOf(
      line(
        userTask('t'),
        boundary('b', 't', '<bpmn:compensateEventDefinition />'),
        element('task', 'h', '', 'isForCompensation="true"'),
        '<bpmn:association id="a" sourceRef="b" targetRef="h" />',
        element(
          'intermediateThrowEvent',
          'undo',
          '<bpmn:compensateEventDefinition activityRef="t" waitForCompletion="false" />',
        ),
        flow('s', 't'),
        flow('t', 'undo'),
        flow('undo', 'e'),
      ),
    );
    expect(model.nodes.b).toMatchObject({ handler: 'h', events: [{ kind: 'compensation', waits: true }] });
    expect(model.nodes.h).toMatchObject({ isForCompensation: true });
    expect(model.nodes.undo!.events).toEqual([{ kind: 'compensation', activity: 't', waits: false }]);
  });
});

describe('activities', () => {
  it('repeat over a collection, in the words of the extension', async () => {
    const loop = element(
      'multiInstanceLoopCharacteristics',
      'loop',
      extensions(
        '<zeebe:loopCharacteristics inputCollection="=demands" inputElement="demand" outputCollection="answers" outputElement="=answer" />',
      ) + feel('completionCondition', '=enough'),
      'isSequential="true"',
    ).replace(' name="loop"', '');
    expect((await nodeOf(around(element('task', 'x', loop)))).loop).toEqual({
      kind: 'multiInstance',
      sequential: true,
      inputCollection: '=demands',
      inputElement: 'demand',
      outputCollection: 'answers',
      outputElement: '=answer',
      completionCondition: 'enough',
    });
  });

  it('repeat over a data object, in the words of BPMN', async () => {
    const specification =
      '<bpmn:ioSpecification id="io"><bpmn:dataInput id="all" /><bpmn:dataInput id="one" name="demand" /><bpmn:inputSet id="i" /><bpmn:outputSet id="o" /></bpmn:ioSpecification>';
    const association = (source: string, target: string) =>
      `<bpmn:dataInputAssociation id="${source}_${target}"><bpmn:sourceRef>${source}</bpmn:sourceRef><bpmn:targetRef>${target}</bpmn:targetRef></bpmn:dataInputAssociation>`;
    const loop =
      '<bpmn:multiInstanceLoopCharacteristics id="loop"><bpmn:loopDataInputRef>all</bpmn:loopDataInputRef><bpmn:inputDataItem id="entry" /></bpmn:multiInstanceLoopCharacteristics>';
    const node = await nodeOf(
      line(
        '<bpmn:dataObject id="demands" name="诉求" />',
        element('task', 'x', specification + association('demands', 'all') + association('entry', 'one') + loop),
        flow('s', 'x'),
        flow('x', 'e'),
      ),
    );
    expect(node.loop).toMatchObject({ inputCollection: '=诉求', inputElement: 'entry' });
    expect(node.inputs).toEqual([{ source: '=entry', target: 'demand' }]);
  });

  it('loop, and take several tokens', async () => {
    const node = await nodeOf(
      around(
        element(
          'task',
          'x',
          `<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="3">${feel('loopCondition', '=open')}</bpmn:standardLoopCharacteristics>`,
          'startQuantity="2" completionQuantity="3"',
        ),
      ),
    );
    expect(node).toMatchObject({
      startQuantity: 2,
      completionQuantity: 3,
      loop: { kind: 'standard', condition: 'open', maximum: '3', testBefore: true },
    });
  });

  it('are ad-hoc or transactions', async () => {
    const model = await modelOf(
      line(
        element(
          'adHocSubProcess',
          'ah',
          extensions('<zeebe:adHoc activeElementsCollection="=steps" />') +
            element('task', 't') +
            feel('completionCondition', '=done'),
          'ordering="Sequential" cancelRemainingInstances="false"',
        ),
        element('transaction', 'tx', element('task', 'u')),
        flow('s', 'ah'),
        flow('ah', 'tx'),
        flow('tx', 'e'),
      ),
    );
    expect(model.nodes.ah!.subProcess).toEqual({
      kind: 'adHoc',
      sequential: true,
      completionCondition: 'done',
      cancelRemaining: false,
      activeElements: '=steps',
    });
    expect(model.nodes.tx!.subProcess).toEqual({ kind: 'transaction' });
  });

  it('call processes and decisions with their binding', async () => {
    const xml = line(
      element(
        'callActivity',
        'c',
        extensions('<zeebe:calledElement processId="other" bindingType="versionTag" versionTag="2.0" />'),
      ),
      element(
        'businessRuleTask',
        'd',
        extensions('<zeebe:calledDecision decisionId="level" resultVariable="r" bindingType="deployment" />'),
      ),
      element('businessRuleTask', 'j', extensions('<zeebe:taskDefinition type="rules" />')),
      flow('s', 'c'),
      flow('c', 'd'),
      flow('d', 'j'),
      flow('j', 'e'),
    );
    const { nodes } = await modelOf(xml);
    expect(nodes.c!.call!.called).toEqual({ id: 'other', binding: 'versionTag', versionTag: '2.0' });
    expect(nodes.d).toMatchObject({
      kind: 'decision',
      decision: { called: { id: 'level', binding: 'deployment' }, resultVariable: 'r' },
    });
    expect(nodes.j).toMatchObject({ kind: 'job', job: { type: 'rules' } });
    const [definition] = await compileProcesses(xml, {}, withPlainModels(nativeProfile));
    expect(definition!.calledDecisions).toEqual([{ id: 'level', binding: 'deployment' }]);
  });
});
