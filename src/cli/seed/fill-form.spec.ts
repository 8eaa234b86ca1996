import type { FormComponent, FormSchema } from '../../workflow/forms/index.js';
import { validateSubmission } from '../../workflow/forms/index.js';
import { evaluate } from '../../engine/feel/feel.js';
import { ChineseWorkCalendar } from '../../domain/calendar/work-calendar.js';
import type { Variables } from '../../engine/ports.js';
import { Chance } from './chance.js';
import { fillForm } from './fill-form.js';

const host = {
  now: '2026-06-01T01:30:00.000Z',
  calendar: new ChineseWorkCalendar(),
  clocks: {},
  limits: { feelMillis: 200 },
};
const feel = (expression: string, data: Variables) => evaluate(expression, data, host);

const fill = (components: FormComponent[], known: Variables = {}, decided: Variables = {}) => {
  const schema: FormSchema = { id: 'f', type: 'default', components };
  const values = fillForm(schema, {
    chance: new Chance(1),
    today: '2026-06-01',
    now: '2026-06-01T09:30+08:00',
    known,
    decided,
    evaluate: feel,
  });
  return { values, problems: validateSubmission(schema, values, { initial: known, evaluate: feel }).problems };
};

const text = (key: string, more: object = {}): FormComponent => ({
  id: key,
  type: 'textfield',
  key,
  label: '情况',
  validate: { required: true, minLength: 2, maxLength: 50 },
  ...more,
});

describe('filling a form for the demonstration', () => {
  it('gives every kind of field a value that the server takes', () => {
    const { values, problems } = fill([
      text('facts'),
      { id: 'n', type: 'number', key: 'n', label: '数', validate: { min: 3, max: 9 } },
      { id: 'c', type: 'checkbox', key: 'c', label: '已宣读', validate: { required: true } },
      {
        id: 's',
        type: 'select',
        key: 's',
        label: '级',
        values: [{ label: '县级', value: '县级' }],
        validate: { required: true },
      },
      { id: 'd', type: 'datetime', key: 'd', subtype: 'date', dateLabel: '日期', validate: { required: true } },
      {
        id: 't',
        type: 'datetime',
        key: 't',
        subtype: 'datetime',
        dateLabel: '时间',
        timeSerializingFormat: 'utc_offset',
        validate: { required: true },
      },
    ]);
    expect(problems).toEqual([]);
    expect(values).toMatchObject({ n: 3, c: true, s: '县级', d: '2026-06-01', t: '2026-06-01T09:30+08:00' });
  });

  it('keeps what is known, and lets a decision win over it', () => {
    expect(fill([text('a'), text('b')], { a: '已知内容', b: '已知内容' }, { b: '决定内容' }).values).toEqual({
      a: '已知内容',
      b: '决定内容',
    });
  });

  it('leaves out what the choice hides, and what cannot be changed', () => {
    const components = [
      { id: 'ok', type: 'checkbox', key: 'ok', label: '同意' },
      text('reason', { conditional: { hide: '=ok = true' } }),
      text('fixed', { readonly: true }),
    ];
    expect(Object.keys(fill(components, {}, { ok: true }).values)).toEqual(['ok']);
    expect(Object.keys(fill(components, {}, { ok: false }).values)).toEqual(['ok', 'reason']);
  });

  it('completes the rows of a known list, and makes as many as the form asks for where there are none', () => {
    const list: FormComponent = {
      id: 'l',
      type: 'dynamiclist',
      path: 'rows',
      components: [text('text'), text('reply')],
      properties: { minRows: '2' },
    };
    expect(fill([list]).values['rows']).toHaveLength(2);
    const { values } = fill([list], { rows: [{ text: '第一项诉求', other: 1 }, { text: '第二项诉求' }] });
    expect(values['rows']).toMatchObject([{ text: '第一项诉求' }, { text: '第二项诉求' }]);
    expect((values['rows'] as Variables[])[0]).not.toHaveProperty('other');
    expect((values['rows'] as Variables[])[0]).toHaveProperty('reply');
  });

  it('is the same for the same seed', () => {
    expect(fill([text('a'), text('b')]).values).toEqual(fill([text('a'), text('b')]).values);
  });
});
