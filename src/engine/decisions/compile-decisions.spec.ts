import {
  allowedValues,
  decision,
  dmnText,
  inputData,
  itemDefinition,
  literal,
  table,
} from '../../../test/builders/dmn-text.js';
import type { TableOptions } from '../../../test/builders/dmn-text.js';
import { checkDecisions, compileDecisions } from './compile-decisions.js';
import { DecisionsRejected } from './decisions-rejected.js';

async function problemsOf(file: string): Promise<string[]> {
  return (await checkDecisions(file)).map(({ elementId, rule, message }) => `${elementId} ${rule} ${message}`);
}

const one = (options: TableOptions): string => dmnText(decision('d', table(options)));
const simple = one({ inputs: ['a'], outputs: ['r'], rules: [['1', '2']] });

/** What is written, the file, the element that is named, the rule, words of the message. */
type Refusal = [what: string, file: string, elementId: string, rule: string, words: string];

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

describe('a decision table', () => {
  it.each<Refusal>([
    ['no output', one({ outputs: [] }), 'table', 'table-shape', '没有输出'],
    ['an input without expression', one({ inputs: [''], outputs: ['r'] }), 'i1', 'table-shape', '第 1 个输入'],
    [
      'too few cells',
      one({ inputs: ['a', 'b'], outputs: ['r'], rules: [['1']] }),
      'r1',
      'table-shape',
      '1 个输入，应为 2 个',
    ],
    [
      'too many cells',
      one({ inputs: ['a'], outputs: ['r'], rules: [['1', '2', '3']] }),
      'r1',
      'table-shape',
      '2 个输出，应为 1 个',
    ],
    ['an empty output', one({ outputs: ['r'], rules: [['']] }), 'r1', 'table-shape', '没有值时请写 null'],
    ['two outputs without names', one({ outputs: ['', 'b'] }), 'o1', 'output-names', '没有名称'],
    ['two outputs of one name', one({ outputs: ['b', 'b'] }), 'o2', 'output-names', '重复'],
    ['a name with other characters', one({ outputs: ['a.b'] }), 'o1', 'output-names', '文字、数字和下划线'],
    [
      'a wrong test',
      one({ inputs: ['a'], outputs: ['r'], rules: [['> ', '1']] }),
      'r1',
      'feel',
      '第 1 条规则的输入“a”',
    ],
    ['`-` among others', one({ inputs: ['a'], outputs: ['r'], rules: [['1, -', '1']] }), 'r1', 'feel', '写法有误'],
    ['a wrong default', one({ outputs: [{ name: 'r', fallback: '1 +' }] }), 'o1', 'feel', '默认值'],
    [
      'wrong allowed values',
      one({ inputs: [{ name: 'a', allowed: '"a" "b"' }], outputs: ['r'] }),
      'i1',
      'feel',
      '允许值',
    ],
    [
      'a test outside the allowed values',
      one({ inputs: [{ name: 'a', allowed: '"x", "y"' }], outputs: ['r'], rules: [['"x", "z"', '1']] }),
      'r1',
      'allowed-values',
      '不在该列的允许值',
    ],
    [
      'an output outside the allowed values',
      one({ outputs: [{ name: 'r', allowed: '"x", "y"' }], rules: [['"z"']] }),
      'r1',
      'allowed-values',
      '不在该列的允许值',
    ],
    [
      'a test of another type',
      one({ inputs: [{ name: 'a', typeRef: 'number' }], outputs: ['r'], rules: [['"x"', '1']] }),
      'r1',
      'value-types',
      'number',
    ],
    [
      'an output of another type',
      one({ outputs: [{ name: 'r', typeRef: 'date' }], rules: [['"someday"']] }),
      'r1',
      'value-types',
      'date',
    ],
    ['an unknown type', one({ outputs: [{ name: 'r', typeRef: 'long' }] }), 'o1', 'value-types', '没有名为“long”'],
    [
      'a type on a single cell',
      one({ outputs: ['r'], rules: [['1']] }).replace('<outputEntry>', '<outputEntry typeRef="number">'),
      'r1',
      'supported-attributes',
      '单元格',
    ],
  ])('is refused with %s', async (_what, file, elementId, rule, words) => {
    expect(await problemsOf(file)).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${elementId} ${rule} .*${words}`, 's'))]),
    );
  });

  it('may have thousands of constants, and equal expressions, but not as many different ones', async () => {
    const rules = (cell: (index: number) => string): string[][] =>
      Array.from({ length: 4_001 }, (_, index) => [cell(index), '1']);
    const file = (cell: (index: number) => string): string =>
      one({ policy: 'FIRST', inputs: ['a'], outputs: ['r'], rules: rules(cell) });
    expect(await problemsOf(file((index) => `> ${index}`))).toEqual([]);
    expect(await problemsOf(file(() => '> limit'))).toEqual([]);
    expect(await problemsOf(file((index) => `> x${index}`))).toEqual([
      ' file-expressions 文件中不是常量的表达式超过 4000 个或 80000 个字符，请拆分',
    ]);
  });

  it('may leave the name of a single output out, and be without rules', async () => {
    expect(await problemsOf(one({ inputs: ['a'], outputs: [''] }))).toEqual([]);
  });
});

describe('types and requirements', () => {
  const d = decision('d', literal('1'));

  it.each<Refusal>([
    [
      'two types of one name',
      dmnText(itemDefinition('t', 'string'), itemDefinition('t', 'number').replace('type_t', 'other'), d),
      'other',
      'value-types',
      '重名',
    ],
    [
      'a type named like a built-in one',
      dmnText(itemDefinition('string', 'number'), d),
      'type_string',
      'value-types',
      '重名',
    ],
    ['a type of itself', dmnText(itemDefinition('t', 't'), d), 'type_t', 'value-types', '引用了自己'],
    [
      'allowed values without a base',
      dmnText(itemDefinition('t', allowedValues('1, 2')), d),
      'type_t',
      'value-types',
      '基本类型',
    ],
    [
      'a decision that needs itself',
      dmnText(decision('a', literal('b'), { requires: ['b'] }), decision('b', literal('a'), { requires: ['a'] })),
      'a',
      'requirements-acyclic',
      '它自己',
    ],
    [
      'a required decision in another file',
      dmnText(
        d.replace(
          '<literalExpression',
          '<informationRequirement id="i"><requiredDecision href="other.dmn#x" /></informationRequirement><literalExpression',
        ),
      ),
      'i',
      'references-resolve',
      '同一文件中没有',
    ],
    [
      'required input that is none',
      dmnText(decision('e', literal('1'), { inputs: ['d'] }), d),
      'e_d',
      'references-resolve',
      '输入数据',
    ],
    [
      'two required decisions of one name',
      dmnText(
        decision('a', literal('1'), { name: '天数' }),
        decision('b', literal('2'), { name: '天数' }),
        decision('c', literal('天数'), { requires: ['a', 'b'] }),
      ),
      'c',
      'names-unique',
      '都叫“天数”',
    ],
    [
      'a required decision that nobody can name',
      dmnText(decision('a-b', literal('1'), { name: 'A (b)' }), decision('c', literal('1'), { requires: ['a-b'] })),
      'a-b',
      'valid-names',
      '不能写进表达式',
    ],
    [
      'a required decision named like a function',
      dmnText(decision('count', literal('1')), decision('c', literal('1'), { requires: ['count'] })),
      'count',
      'valid-names',
      '不能写进表达式',
    ],
    [
      'typed input that nobody can name',
      dmnText(inputData('i', 'a+b', 'number'), d),
      'i',
      'valid-names',
      '不能写进表达式',
    ],
  ])('are refused: %s', async (_what, file, elementId, rule, words) => {
    expect(await problemsOf(file)).toEqual(
      expect.arrayContaining([expect.stringMatching(new RegExp(`^${elementId} ${rule} .*${words}`, 's'))]),
    );
  });

  it('are bounded: no more than 200 decisions', async () => {
    const many = Array.from({ length: 201 }, (_, index) => decision(`d${index}`, literal('1')));
    expect(await problemsOf(dmnText(...many))).toEqual(['graph file-decisions 文件中的决策超过 200 个，请拆分']);
  });

  it('may form a diamond', async () => {
    const file = dmnText(
      decision('a', literal('1')),
      decision('b', literal('a'), { requires: ['a'] }),
      decision('c', literal('a'), { requires: ['a'] }),
      decision('d', literal('b + c'), { requires: ['b', 'c'] }),
    );
    expect(await problemsOf(file)).toEqual([]);
  });
});
