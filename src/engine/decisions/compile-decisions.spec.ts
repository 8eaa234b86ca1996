import { decision, dmnText, inputData, literal, table } from '../../../test/builders/dmn-text.js';
import { problemsOf, simple } from '../../../test/builders/dmn-findings.js';
import type { Refusal } from '../../../test/builders/dmn-findings.js';
import { compileDecisions } from './compile-decisions.js';
import { DecisionsRejected } from './decisions-rejected.js';

describe('a decision file', () => {
  it('becomes plain tables by id, with constants read', async () => {
    const graph = await compileDecisions(
      dmnText(
        inputData('in', 'x y', 'number'),
        decision('a', literal('1 + 1', 'number'), { name: 'A' }),
        decision(
          'd',
          table({
            policy: 'COLLECT',
            aggregation: 'MAX',
            inputs: [{ name: 'x y', label: '数', typeRef: 'number', allowed: '[0..9]' }],
            outputs: [{ name: 'r', allowed: '1, 2', fallback: '1' }],
            rules: [
              ['> 3, not_constant', '2'],
              ['not(1, 2)', 'x y'],
            ],
          }),
          { requires: ['a'], inputs: ['in'], versionTag: 'v1', variable: ['result', 'number'] },
        ),
      ),
    );
    const number = { name: 'number', shape: { kind: 'base', base: 'number' } };
    expect(graph).toEqual({
      id: 'graph',
      name: 'graph',
      inputData: { in: { name: 'x y', type: number } },
      decisions: {
        a: {
          id: 'a',
          name: 'A',
          visibleAs: ['a', 'A'],
          requiredDecisions: [],
          requiredInputs: [],
          logic: { kind: 'literalExpression', id: 'a', expression: '1 + 1', type: number },
        },
        d: {
          id: 'd',
          name: 'd',
          versionTag: 'v1',
          visibleAs: ['d', 'result'],
          requiredDecisions: ['a'],
          requiredInputs: ['in'],
          type: number,
          logic: {
            kind: 'decisionTable',
            id: 'table',
            hitPolicy: 'COLLECT',
            aggregation: 'MAX',
            inputs: [
              {
                id: 'i1',
                name: '数',
                expression: 'x y',
                type: number,
                allowed: {
                  text: '[0..9]',
                  constant: {
                    negated: false,
                    tests: [{ op: 'in', from: 0, to: 9, fromIncluded: true, toIncluded: true }],
                  },
                },
              },
            ],
            outputs: [
              {
                id: 'o1',
                name: 'r',
                label: 'r',
                allowed: {
                  text: '1, 2',
                  constant: {
                    negated: false,
                    tests: [
                      { op: '=', value: 1 },
                      { op: '=', value: 2 },
                    ],
                  },
                },
                priorities: [1, 2],
                defaultEntry: { text: '1', constant: 1 },
              },
            ],
            rules: [
              { id: 'r1', tests: [{ text: '> 3, not_constant' }], entries: [{ text: '2', constant: 2 }] },
              {
                id: 'r2',
                tests: [
                  {
                    text: 'not(1, 2)',
                    constant: {
                      negated: true,
                      tests: [
                        { op: '=', value: 1 },
                        { op: '=', value: 2 },
                      ],
                    },
                  },
                ],
                entries: [{ text: 'x y' }],
              },
            ],
          },
        },
      },
    });
  });

  it('may carry what only people and tools read', async () => {
    const file = simple
      .replace('namespace=', 'exporter="x" modeler:executionPlatform="Camunda Cloud" namespace=')
      .replace('<decisionTable id="table"', '<question>何时？</question><decisionTable id="table" outputLabel="r"')
      .replace('<rule id="r1">', '<annotation name="why" /><rule id="r1"><description>basis</description>')
      .replace('</rule>', '<annotationEntry><text>R22</text></annotationEntry></rule>')
      .replace(
        '</definitions>',
        '<knowledgeSource id="rules" name="条例" /><textAnnotation id="note"><text>x</text></textAnnotation>' +
          '<dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/">' +
          '<dmndi:DMNDiagram id="diagram"><dmndi:DMNShape id="shape" dmnElementRef="d"><dc:Bounds height="80" width="180" x="160" y="100" />' +
          '</dmndi:DMNShape></dmndi:DMNDiagram></dmndi:DMNDI></definitions>',
      );
    expect(await problemsOf(file)).toEqual([]);
  });

  it('is refused with all its problems at once', async () => {
    const file = dmnText(
      decision('a', literal('1 +'), { requires: ['missing'] }),
      decision('b', table({ policy: 'ANY', aggregation: 'SUM', inputs: ['x'], outputs: ['r'], rules: [['1', '(']] })),
    );
    const reason: unknown = await compileDecisions(file).catch((error: unknown) => error);
    expect(reason).toBeInstanceOf(DecisionsRejected);
    const { problems } = reason as DecisionsRejected;
    expect(problems.map(({ elementId, rule }) => `${elementId} ${rule}`).sort()).toEqual([
      'a feel',
      'a_missing references-resolve',
      'r1 feel',
      'table hit-policy',
    ]);
    for (const { message, severity } of problems) {
      expect(message).toMatch(/\p{Script=Han}/u);
      expect(severity).toBe('error');
    }
  });

  const within = (logic: string): string => dmnText(decision('d', logic));

  it.each<Refusal>([
    ['no XML', 'hello', '', 'file-readable', 'DMN 1.3'],
    ['another DMN version', simple.replace('20191111', '20180521'), '', 'file-readable', 'DMN 1.3'],
    [
      'BPMN',
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" />',
      '',
      'file-readable',
      'DMN',
    ],
    [
      'a document type',
      simple.replace('<definitions', '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><definitions'),
      '',
      'no-doctype',
      'DOCTYPE',
    ],
    ['more than 1 MB', simple.replace('</definitions>', ' '.repeat(1_000_001)), '', 'file-size', '1 MB'],
    ['deep nesting', dmnText('<a>'.repeat(40)), '', 'file-depth', '32'],
    ['no decision', dmnText(), 'graph', 'table-shape', '没有决策'],
    ['a decision without logic', dmnText('<decision id="d" name="d" />'), 'd', 'table-shape', '没有内容'],
    ['a decision without id', dmnText('<decision name="无名" />'), 'graph', 'valid-ids', '没有编号'],
    ['a graph without id', simple.replace(' id="graph"', ''), '', 'valid-ids', '决策图没有编号'],
    ['an id with other characters', simple.replace('id="d"', 'id="d-é"'), 'd-é', 'valid-ids', '写法有误'],
    ['a long id', simple.replace('id="d"', `id="${'d'.repeat(129)}"`), 'd+', 'valid-ids', '最长 128 个字符'],
    ['a reserved id', simple.replace('id="d"', 'id="constructor"'), 'constructor', 'valid-ids', '保留名称'],
    ['two equal ids', simple.replace('id="r1"', 'id="d"'), 'd', 'valid-ids', '重复'],
    ['an unknown element', simple.replace('<decisionTable', '<bogus /><decisionTable'), '', 'file-readable', 'bogus'],
    ['an unknown attribute', simple.replace('name="d"', 'name="d" foo="x"'), 'd', 'supported-attributes', 'foo'],
    [
      'an attribute of another engine',
      simple.replace(
        'name="d"',
        'name="d" xmlns:camunda="http://camunda.org/schema/1.0/dmn" camunda:historyTimeToLive="P1D"',
      ),
      'd',
      'supported-attributes',
      'historyTimeToLive',
    ],
    [
      'an extension nobody reads',
      simple.replace('<decisionTable', '<extensionElements><zeebe:other /></extensionElements><decisionTable'),
      'd',
      'supported-extensions',
      'zeebe:other',
    ],
    ['two logics', within(table({ outputs: ['r'] }) + literal('1')), 'd', 'supported-elements', '多余'],
    [
      'another expression language',
      within('<literalExpression id="l" expressionLanguage="juel"><text>1</text></literalExpression>'),
      'l',
      'supported-attributes',
      'juel',
    ],
    ['a boxed context', within('<context id="c" />'), 'c', 'supported-elements', '上下文'],
    ['a boxed list', within('<list id="c" />'), 'c', 'supported-elements', '列表'],
    ['a relation', within('<relation id="c" />'), 'c', 'supported-elements', '关系表'],
    ['an invocation', within('<invocation id="c" />'), 'c', 'supported-elements', '调用'],
    ['a function', within('<functionDefinition id="c" />'), 'c', 'supported-elements', '函数'],
    [
      'a business knowledge model',
      dmnText(decision('d', literal('1')), '<businessKnowledgeModel id="b" name="b" />'),
      'b',
      'supported-elements',
      '业务知识模型',
    ],
    [
      'a decision service',
      dmnText(decision('d', literal('1')), '<decisionService id="s" name="s" />'),
      's',
      'supported-elements',
      '决策服务',
    ],
    [
      'an import',
      dmnText('<import id="i" name="x" importType="y" namespace="z" />', decision('d', literal('1'))),
      'i',
      'supported-elements',
      '引入',
    ],
    ['an empty literal expression', within(literal(' ')), 'd', 'feel', '为空'],
    ['an unknown function', within(literal('dueDate("x")')), 'd', 'feel', 'dueDate'],
    ['a function of its own', within(literal('(function(a) a)(1)')), 'd', 'feel', '自定义函数'],
  ])('is refused: %s', async (_what, file, elementId, rule, words) => {
    expect(await problemsOf(file)).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${elementId} ${rule} .*${words}`, 's'))]),
    );
  });
});
