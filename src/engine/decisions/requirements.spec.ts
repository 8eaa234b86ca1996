import {
  allowedValues,
  decision,
  dmnText,
  inputData,
  itemDefinition,
  literal,
} from '../../../test/builders/dmn-text.js';
import { problemsOf } from '../../../test/builders/dmn-findings.js';
import type { Refusal } from '../../../test/builders/dmn-findings.js';

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
