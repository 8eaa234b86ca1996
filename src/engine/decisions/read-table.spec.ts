import { one, problemsOf } from '../../../test/builders/dmn-findings.js';
import type { Refusal } from '../../../test/builders/dmn-findings.js';

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
