import { decision, dmnText, literal, table } from '../../../test/builders/dmn-text.js';
import { evaluation, result } from '../../../test/builders/dmn-decide.js';

describe('required decisions', () => {
  it('are made first and seen by id, name and variable', async () => {
    const file = dmnText(
      decision('base-days', literal('days'), { name: '基本天数', variable: ['base', 'number'] }),
      decision('extra_days', literal('5'), { name: 'Extra Days' }),
      decision('total', literal('基本天数 + base + extra_days + Extra  Days'), {
        requires: ['base-days', 'extra_days'],
      }),
    );
    expect(await result(file, 'total', { days: 10 })).toBe(30);
  });

  it('hand on dates as dates and contexts as contexts', async () => {
    const file = dmnText(
      decision(
        'limits',
        table({ id: 't', outputs: ['from', 'until'], rules: [['date("2026-06-01")', 'date("2026-06-30")']] }),
      ),
      decision('length', literal('(limits.until - limits.from).days'), { requires: ['limits'] }),
    );
    expect(await result(file, 'length')).toBe(29);
  });

  it('win over a variable of the same name, and are made once however often they are required', async () => {
    const file = dmnText(
      decision('a', literal('1')),
      decision('b', literal('a + 1'), { requires: ['a'] }),
      decision('c', literal('a + 1'), { requires: ['a'] }),
      decision('d', literal('a + b + c'), { requires: ['b', 'a', 'c'] }),
    );
    const { output, evaluated } = await evaluation(file, 'd', { a: 100 });
    expect(output).toBe(5);
    expect(evaluated.map(({ decisionId }) => decisionId)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are not made when nothing requires them', async () => {
    const file = dmnText(decision('a', literal('1')), decision('broken', literal('addWorkingDays("x", 1)')));
    expect(await result(file, 'a')).toBe(1);
  });

  it('that fail fail the decision, under their own name', async () => {
    const file = dmnText(
      decision(
        'days',
        table({
          id: 't',
          inputs: ['n'],
          outputs: ['r'],
          rules: [
            ['-', '1'],
            ['1', '2'],
          ],
        }),
        {
          name: '天数',
        },
      ),
      decision('last', literal('days + 1'), { requires: ['days'] }),
    );
    const { failure: failed, evaluated } = await evaluation(file, 'last', { n: 1 });
    expect(failed).toMatchObject({ decisionId: 'days', message: expect.stringContaining('决策“天数”') });
    expect(evaluated.map(({ decisionId }) => decisionId)).toEqual(['days']);
    expect(evaluated[0]!.matchedRules.map(({ number }) => number)).toEqual([1, 2]);
  });
});
