import { readFileSync } from 'node:fs';
import {
  bpmnText,
  element,
  end,
  extensions,
  fileText,
  flow,
  message,
  messageEvent,
  properties,
  serviceTask,
  start,
  userTask,
} from '../../../test/builders/bpmn-text.js';
import { DefinitionRejected } from '../ports.js';
import type { CompileContext, Problem } from '../ports.js';
import { checkFile, compileProcesses } from './compile.js';
import { referenceProfile } from '../reference/profile.js';
import type { ProcessModel } from './model.js';
import { MOST_BYTES, checkXmlLimits } from './xml-limits.js';

const simple = bpmnText('p', start('s'), element('task', 't'), end('e'), flow('s', 't'), flow('t', 'e'));
const compile = (xml: string, context: CompileContext = {}) => compileProcesses(xml, context, referenceProfile);

async function problemsOf(xml: string, context?: CompileContext): Promise<Problem[]> {
  const error: unknown = await compile(xml, context).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DefinitionRejected);
  return (error as DefinitionRejected).problems;
}

describe('a definition', () => {
  it('tells the host what it needs to know of every element', async () => {
    const lane =
      '<bpmn:laneSet id="lanes"><bpmn:lane id="lane" name="接访员">' +
      extensions(properties({ role: 'R1' })) +
      '<bpmn:flowNodeRef>u</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>';
    const task = userTask(
      'u',
      '<zeebe:formDefinition formId="talk" />',
      properties({ basis: 'S1.2 R22-23', station: '受理', separateFrom: 'v', clock: 'start:告知', note: 'x' }),
    );
    const notice = element(
      'serviceTask',
      'n',
      extensions(
        '<zeebe:taskDefinition type="notice" />',
        '<zeebe:taskHeaders><zeebe:header key="template" value="receipt" /></zeebe:taskHeaders>',
      ),
    );
    const xml = bpmnText(
      'p',
      extensions('<zeebe:versionTag value="1.0" />'),
      lane,
      start('s'),
      task,
      userTask('v'),
      notice,
      end('e'),
      flow('s', 'u'),
      flow('u', 'v'),
      flow('v', 'n'),
      flow('n', 'e'),
    );
    const [definition] = await compile(xml);
    expect(definition).toMatchObject({
      processId: 'p',
      versionTag: '1.0',
      engine: 'reference',
      startEvents: [{ elementId: 's', kind: 'none' }],
    });
    expect(definition!.elements.u).toEqual({
      id: 'u',
      type: 'USER_TASK',
      name: 'u',
      lane: 'lane',
      role: 'R1',
      basis: ['S1.2', 'R22-23'],
      station: '受理',
      formId: 'talk',
      separateFrom: ['v'],
      clock: ['start:告知'],
      properties: { note: 'x' },
    });
    expect(definition!.elements.n).toMatchObject({ taskType: 'notice', taskHeaders: { template: 'receipt' } });
    expect(definition!.elements.s_u).toMatchObject({ type: 'SEQUENCE_FLOW', sourceId: 's', targetId: 'u' });
    expect(definition!.elements.lane).toMatchObject({ type: 'LANE', role: 'R1' });
  });

  it('is plain JSON that can be shared', async () => {
    const [definition] = await compile(simple);
    expect(JSON.parse(JSON.stringify(definition))).toEqual(definition);
    expect(Object.isFrozen(definition)).toBe(true);
  });

  it('is one process, without pools, message flows and what lies in other processes', async () => {
    const body = (id: string) =>
      start(`${id}s`) + element('task', `${id}t`) + end(`${id}e`) + flow(`${id}s`, `${id}t`) + flow(`${id}t`, `${id}e`);
    const xml = fileText(
      '<bpmn:collaboration id="c"><bpmn:participant id="pa" processRef="a" /><bpmn:participant id="pb" processRef="b" /><bpmn:participant id="black" name="公安机关" /><bpmn:messageFlow id="mf" sourceRef="at" targetRef="black" /></bpmn:collaboration>',
      `<bpmn:process id="a" isExecutable="true">${body('a')}</bpmn:process>`,
      `<bpmn:process id="b" isExecutable="true">${body('b')}</bpmn:process>`,
      `<bpmn:process id="d" isExecutable="false">${body('d')}</bpmn:process>`,
    );
    const definitions = await compile(xml);
    expect(definitions.map(({ processId }) => processId)).toEqual(['a', 'b']);
    expect(Object.keys((definitions[0]!.compiled as ProcessModel).nodes)).toEqual(['as', 'at', 'ae']);
  });

  it('knows its message start events', async () => {
    const [definition] = await compile(
      bpmnText('p', message('m', '秩序事件'), start('s', messageEvent('m')), end('e'), flow('s', 'e')),
    );
    expect(definition!.startEvents).toEqual([{ elementId: 's', kind: 'message', messageName: '秩序事件' }]);
  });
});

describe('a refused file', () => {
  it('lists every problem at once, each with its element', async () => {
    const xml = bpmnText(
      'p',
      start('s'),
      element('inclusiveGateway', 'g'),
      element('serviceTask', 'j'),
      end('e'),
      flow('s', 'g', '=a'),
      flow('g', 'j'),
      flow('j', 'e', '=a ='),
    );
    const problems = await problemsOf(xml);
    expect(problems.map(({ elementId, rule }) => `${elementId} ${rule}`)).toEqual(
      expect.arrayContaining(['g reference-gap', 'j task-settings', 'j_e feel', 's_g gateway-flows']),
    );
    for (const { message: text, severity } of problems) {
      expect(text).toMatch(/\p{Script=Han}/u);
      expect(['error', 'warning']).toContain(severity);
    }
  });

  it.each<[string, string, string]>([
    ['DOCTYPE', simple.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'), 'no-doctype'],
    ['unknown element', simple.replace('<bpmn:task ', '<bpmn:blob id="b" /><bpmn:task '), 'file-readable'],
    ['unknown attribute', simple.replace('<bpmn:task ', '<bpmn:task foo="1" '), 'supported-attributes'],
    ['unresolved reference', simple.replace('targetRef="e"', 'targetRef="nowhere"'), 'references-resolve'],
    ['duplicate id', simple.replace('id="t"', 'id="s"'), 'valid-ids'],
    ['illegal id', simple.replace('id="t"', 'id="1 t"'), 'valid-ids'],
    ['unfinished XML', simple.slice(0, -30), 'file-readable'],
    ['other XML', '<a><b/></a>', 'file-readable'],
    ['no XML', 'hello', 'file-readable'],
    ['empty', '', 'file-readable'],
  ])('%s', async (_what, xml, rule) => {
    expect((await problemsOf(xml)).map((problem) => problem.rule)).toContain(rule);
  });
});

describe('a file with very many problems', () => {
  it('is told the first thousand, in short sentences', async () => {
    const tasks = Array.from({ length: 1_500 }, (_, index) => `<bpmn:task id="t${index}" ${'abc'.repeat(200)}="1" />`);
    const problems = await problemsOf(bpmnText('p', ...tasks));
    expect(problems).toHaveLength(1_001);
    expect(problems.at(-1)).toMatchObject({ rule: 'file-problems' });
    expect(Math.max(...problems.map(({ message: text }) => text.length))).toBeLessThan(400);
  });
});

describe('limits on the bare text', () => {
  const rules = (xml: string) => checkXmlLimits(xml).map(({ rule }) => rule);

  it('accept the shipped procedure', () =>
    expect(rules(readFileSync('processes/xf_reception.bpmn', 'utf8'))).toEqual([]));

  it.each<[string, string, string]>([
    ['size', simple + ' '.repeat(MOST_BYTES), 'file-size'],
    ['size in bytes', `${'字'.repeat(400_000)}`, 'file-size'],
    ['depth', '<a>'.repeat(40), 'file-depth'],
    ['number of tags', `<a>${'<b/>'.repeat(41_000)}</a>`, 'file-elements'],
    ['attributes', `<a ${Array.from({ length: 70 }, (_, index) => `a${index}="1"`).join(' ')}/>`, 'file-attributes'],
    ['open quote', '<a b="', 'file-readable'],
    ['open comment', '<a><!-- ', 'file-readable'],
    ['entity declaration in lower case', '<!entity a "b">', 'no-doctype'],
  ])('%s', (_what, xml, rule) => expect(rules(xml)).toEqual([rule]));

  it('read hostile text in linear time', () => {
    const begun = process.hrtime.bigint();
    for (const text of [
      '<'.repeat(900_000),
      '<!--'.repeat(200_000),
      '<a "'.repeat(200_000),
      '<![CDATA['.repeat(100_000),
    ])
      checkXmlLimits(text);
    expect(Number(process.hrtime.bigint() - begun) / 1e6).toBeLessThan(3_000);
  });

  it('more than 2,000 elements are refused', async () => {
    const tasks = Array.from({ length: 2_001 }, (_, index) => `<bpmn:task id="t${index}" />`);
    expect((await checkFile(bpmnText('p', ...tasks))).some(({ message: text }) => text.includes('2000'))).toBe(true);
  });

  it('subprocesses may not nest without end', async () => {
    let inner = start('s0') + end('e0') + flow('s0', 'e0');
    for (let level = 1; level <= 9; level += 1) {
      inner =
        start(`s${level}`) +
        element('subProcess', `sub${level}`, inner) +
        end(`e${level}`) +
        flow(`s${level}`, `sub${level}`) +
        flow(`sub${level}`, `e${level}`);
    }
    expect((await problemsOf(bpmnText('p', inner))).map(({ elementId }) => elementId)).toEqual(['sub1']);
  });
});

describe('what a file refers to', () => {
  const xml = bpmnText(
    'p',
    '<bpmn:laneSet id="lanes"><bpmn:lane id="lane">' +
      extensions(properties({ role: 'R99' })) +
      '<bpmn:flowNodeRef>u</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
    start('s'),
    userTask(
      'u',
      '<zeebe:formDefinition formId="nowhere" />',
      '<zeebe:assignmentDefinition candidateGroups="R1, R98" />',
    ),
    serviceTask('j').replace('type="work"', 'type="notice"'),
    element(
      'serviceTask',
      'k',
      extensions(
        '<zeebe:taskDefinition type="notice" />',
        '<zeebe:taskHeaders><zeebe:header key="template" value="gone" /></zeebe:taskHeaders>',
      ),
    ),
    end('e'),
    flow('s', 'u'),
    flow('u', 'j'),
    flow('j', 'k'),
    flow('k', 'e'),
  );

  it('has to exist', async () => {
    const problems = await problemsOf(xml, {
      formIds: new Set(['talk']),
      templateIds: new Set(['receipt']),
      roleCodes: new Set(['R1']),
    });
    expect(problems.map(({ elementId, rule }) => `${elementId} ${rule}`).sort()).toEqual([
      'j template-exists',
      'k template-exists',
      'lane role-exists',
      'u form-exists',
      'u role-exists',
    ]);
  });

  it('is not looked for without a catalogue, but a notice needs a template', async () => {
    expect((await problemsOf(xml)).map(({ elementId }) => elementId)).toEqual(['j']);
  });
});

describe('a file that was accepted at its deployment', () => {
  const refusedToday = bpmnText('p', start('s'), flow('s', 'e'), end('e'), element('task', 'alone'));

  it('is read without the rules, so that rules of a later release do not stop its instances', async () => {
    await expect(compile(refusedToday)).rejects.toThrow(DefinitionRejected);
    const [definition] = await compile(refusedToday, { isAccepted: true });
    expect(Object.keys(definition!.elements)).toContain('alone');
  });

  it('that cannot be read is still refused', async () => {
    await expect(compile('<nothing/>', { isAccepted: true })).rejects.toThrow(DefinitionRejected);
  });
});
