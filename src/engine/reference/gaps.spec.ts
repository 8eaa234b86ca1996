import {
  bpmnText,
  boundary,
  element,
  end,
  extensions,
  flow,
  message,
  messageEvent,
  scriptTask,
  start,
  subProcess,
  timer,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { around, catchEvent, line } from '../../../test/builders/lint-findings.js';
import { checkFile } from '../compile/compile.js';
import { referenceProfile } from './profile.js';
import { DefinitionRejected } from '../ports.js';
import { GAPS } from './gaps.js';
import { ReferenceEngine } from './reference-engine.js';

const condition =
  '<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">=a</bpmn:condition></bpmn:conditionalEventDefinition>';
const multiple =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
const roots = [message('m', 'm', '=a'), '<bpmn:signal id="sig" name="s" />', '<bpmn:error id="err" errorCode="a" />'];
const inner = start('y') + end('z') + flow('y', 'z');
const beside = (definition: string) =>
  line(
    ...roots,
    userTask('t'),
    boundary('x', 't', definition, { interrupting: false }),
    flow('s', 't'),
    flow('t', 'e'),
    flow('x', 'e'),
  );

/** What is drawn, the file, the element that is named, words of the message. */
const gaps: [what: string, xml: string, elementId: string, words: string][] = [
  ['inclusive gateway', around(element('inclusiveGateway', 'x')), 'x', '包容网关'],
  ['complex gateway', around(element('complexGateway', 'x')), 'x', '复杂网关'],
  ['ad-hoc subprocess', around(element('adHocSubProcess', 'x', element('task', 'y'))), 'x', '特设子流程'],
  ['transaction', around(element('transaction', 'x', inner)), 'x', '事务'],
  [
    'called decision',
    around(element('businessRuleTask', 'x', extensions('<zeebe:calledDecision decisionId="d" resultVariable="r" />'))),
    'x',
    '决策',
  ],
  ['standard loop', around(element('task', 'x', '<bpmn:standardLoopCharacteristics loopMaximum="2" />')), 'x', '循环'],
  ['multi-instance', around(element('task', 'x', multiple)), 'x', '多实例'],
  [
    'event subprocess',
    bpmnText(
      'p',
      ...roots,
      start('s'),
      end('e'),
      flow('s', 'e'),
      element(
        'subProcess',
        'x',
        inner.replace('></bpmn:startEvent>', `>${messageEvent('m')}</bpmn:startEvent>`),
        'triggeredByEvent="true"',
      ),
    ),
    'x',
    '事件子流程',
  ],
  [
    'compensation',
    line(
      userTask('t'),
      boundary('b', 't', '<bpmn:compensateEventDefinition />'),
      element('task', 'x', '', 'isForCompensation="true"'),
      '<bpmn:association id="a" sourceRef="b" targetRef="x" />',
      flow('s', 't'),
      flow('t', 'e'),
    ),
    'x',
    '补偿',
  ],
  ['token quantities', around(element('task', 'x', '', 'completionQuantity="2"')), 'x', '令牌数'],
  [
    'receive task that begins a process',
    bpmnText(
      'p',
      ...roots,
      element('receiveTask', 'x', '', 'messageRef="m" instantiate="true"'),
      end('e'),
      flow('x', 'e'),
    ),
    'x',
    '开始事件',
  ],
  [
    'computed process',
    around(element('callActivity', 'x', extensions('<zeebe:calledElement processId="=a" />'))),
    'x',
    '固定的流程',
  ],
  ['several definitions', around(catchEvent('x', timer('=a') + timer('=b'))), 'x', '一个事件定义'],
  ['timer cycle', beside(timer('R/PT1H', 'timeCycle')), 'x', '循环定时器'],
  ['message beside its activity', beside(messageEvent('m')), 'x', '只触发一次'],
  ['signal beside its activity', beside('<bpmn:signalEventDefinition signalRef="sig" />'), 'x', '只触发一次'],
  [
    'error end at the top',
    bpmnText('p', ...roots, start('s'), end('x', '<bpmn:errorEventDefinition errorRef="err" />'), flow('s', 'x')),
    'x',
    '子流程内',
  ],
  ['condition after a task', line(element('task', 'x'), flow('s', 'x'), flow('x', 'e', '=a')), 'x', '排他网关'],
  ['conditional event', around(catchEvent('x', condition)), 'x', '条件事件'],
  [
    'timer that begins a process',
    bpmnText('p', start('x', timer('PT1H', 'timeDuration')), end('e'), flow('x', 'e')),
    'x',
    '定时事件',
  ],
  ['data association', around(element('task', 'x', '<bpmn:property id="q" name="docket" />')), 'x', '数据关联'],
  ['property of a process', line('<bpmn:property id="q" name="docket" />', flow('s', 'e')), 'p', '属性'],
  ['data store', line('<bpmn:dataStoreReference id="q" name="ledger" />', flow('s', 'e')), 'q', '数据存储'],
  ['no start event', bpmnText('p', element('task', 'x'), end('e'), flow('x', 'e')), 'p', '须有开始事件'],
  ['several blank start events', line(start('x'), flow('s', 'e'), flow('x', 'e')), 'p', '一个空开始事件'],
  ['path without an end', bpmnText('p', start('s'), element('task', 'x'), flow('s', 'x')), 'x', '流入和流出'],
  ['doubled flow', line(flow('s', 'e'), flow('s', 'e').replace('id="s_e"', 'id="x"')), 'x', '两条顺序流'],
];

describe('a gap of the reference engine', () => {
  it.each(gaps)('%s: is named when this engine is chosen', async (_what, xml, elementId, words) => {
    const found = (await checkFile(xml, {}, referenceProfile)).filter(({ rule }) => rule === 'reference-gap');
    expect(found).toEqual(
      expect.arrayContaining([
        { elementId, rule: 'reference-gap', message: expect.stringContaining(words), severity: 'error' },
      ]),
    );
    await expect(new ReferenceEngine().compile(xml)).rejects.toBeInstanceOf(DefinitionRejected);
  });

  it.each(gaps)('%s: is none of the rules', async (_what, xml) => {
    expect((await checkFile(xml)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has a reason that differs from the others', () => {
    expect(new Set(GAPS.map(({ reason }) => reason)).size).toBe(GAPS.length);
  });
});

describe('what the reference engine carries out', () => {
  it('has no gap', async () => {
    const xml = line(
      ...roots,
      element('exclusiveGateway', 'g', '', 'default="g_t"'),
      userTask('t'),
      boundary('late', 't', timer('PT1H', 'timeDuration'), { interrupting: false }),
      boundary('stop', 't', messageEvent('m')),
      scriptTask('c', '=1', 'n'),
      subProcess('sub', inner),
      element('businessRuleTask', 'r', extensions('<zeebe:taskDefinition type="rule" />')),
      '<bpmn:dataObject id="remark" />',
      flow('s', 'g'),
      flow('g', 't'),
      flow('g', 'c', '=a'),
      flow('t', 'sub'),
      flow('sub', 'r'),
      flow('r', 'e'),
      flow('c', 'e'),
      flow('late', 'e'),
      flow('stop', 'e'),
    );
    expect((await checkFile(xml, {}, referenceProfile)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
