import { testHost } from '../../../test/builders/engine-run.js';
import type { Variables } from '../ports.js';
import { evaluateWithClocks } from './feel.js';
import { evaluatePrepared, prepare } from './prepared.js';

const variables: Variables = {
  amount: 5,
  name: '张三',
  address: { street: 'A', 'with space': 1, constructor: 2 } as Variables,
  list: [1, { 'with space': 1, a: 2 }],
  nothing: null,
  true_name: 'x',
};
const lookUp = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);

describe('a prepared expression gives what the interpreter gives', () => {
  it.each([
    '5',
    '-5',
    '0.25',
    '007',
    '1e3',
    '.5',
    '5.',
    '"text"',
    '"with \\" quote"',
    '"\\n"',
    '""',
    '"中文，。"',
    'true',
    'false',
    'null',
    'amount',
    ' amount ',
    'name',
    'address',
    'list',
    'nothing',
    'missing',
    'true_name',
    '姓名',
    'address.street',
    'amount + 1',
    'amount > 3',
    'if amount > 3 then name else null',
    'count(list)',
    '[amount, name]',
  ])('%s', (text) => {
    const expected = (() => {
      try {
        return evaluateWithClocks(text, variables, testHost());
      } catch {
        return 'fails';
      }
    })();
    const prepared = (() => {
      try {
        return evaluatePrepared(prepare(text), lookUp, testHost());
      } catch {
        return 'fails';
      }
    })();
    expect(prepared).toEqual(expected);
  });

  it('names only what it can mention', () => {
    expect(prepare('if amount > 3 then name else "name of"').names).toEqual(expect.arrayContaining(['amount', 'name']));
    expect(prepare('"amount"').names).toEqual([]);
  });
});
