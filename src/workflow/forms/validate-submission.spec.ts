import { evaluate } from 'feelin';
import type { Variables } from '../../engine/ports.js';
import { validateSubmission } from './validate-submission.js';

const field = (type: string, key: string, label: string, more: object = {}): object => ({
  id: `Field_${key}`,
  type,
  key,
  label,
  ...more,
});
const form = (...components: object[]): object => ({ id: 'sample', type: 'default', schemaVersion: 19, components });
const feel = (expression: string, data: Variables): unknown => evaluate(expression, data).value;

function check(schema: object, submitted: Variables, initial: Variables = {}) {
  return validateSubmission(schema, submitted, { initial, evaluate: feel });
}

const messages = (schema: object, submitted: Variables, initial?: Variables): string[] =>
  check(schema, submitted, initial).problems.map(({ path, message }) => `${path}: ${message}`);

describe('a submission', () => {
  const facts = form(
    field('textarea', 'facts', '接谈事实', { validate: { required: true, minLength: 10, maxLength: 20 } }),
  );

  it('is handed over when every rule is kept', () => {
    expect(check(facts, { facts: '来访人反映工资被拖欠三个月' })).toEqual({
      problems: [],
      values: { facts: '来访人反映工资被拖欠三个月' },
    });
  });

  it('names the field that is empty, too short, too long', () => {
    expect(messages(facts, {})).toEqual(['facts: 「接谈事实」不能为空']);
    expect(messages(facts, { facts: ' 拖欠工资 ' })).toEqual(['facts: 「接谈事实」至少填写 10 个字，现有 4 个']);
    expect(messages(facts, { facts: '工'.repeat(21) })).toEqual(['facts: 「接谈事实」最多填写 20 个字，现有 21 个']);
  });

  it('refuses what the form does not ask, names that reach a prototype included', () => {
    const submitted = JSON.parse(
      '{"facts":"来访人反映工资被拖欠三个月","status":"已办结","__proto__":{"approved":true}}',
    ) as Variables;
    const { problems, values } = check(facts, submitted);
    expect(problems.map(({ rule }) => rule)).toEqual(['unknown-field', 'unknown-field']);
    expect(Object.keys(values)).toEqual(['facts']);
    expect(messages(facts, { facts: '来访人反映工资被拖欠三个月', constructor: 'x' } as unknown as Variables)).toEqual([
      'constructor: 表单中没有“constructor”这一项',
    ]);
  });

  it.each([
    ['textfield', 7],
    ['textarea', ['x']],
    ['number', '7'],
    ['checkbox', 'true'],
    ['datetime', 20260601],
    ['select', 'c'],
    ['radio', false],
    ['checklist', 'a'],
  ])('refuses a %s that holds %p', (type, value) => {
    const options = { values: [{ label: '甲', value: 'a' }], subtype: 'date' };
    expect(check(form(field(type, 'x', '项目', options)), { x: value }).problems).toHaveLength(
      type === 'radio' ? 1 : 1,
    );
  });

  it('gives empty fields the value form-js gives them, so that a condition never meets a missing variable', () => {
    const schema = form(
      field('checkbox', 'reasonable', '合理'),
      field('textfield', 'organ', '机关'),
      field('number', 'n', '人数'),
    );
    expect(check(schema, {}).values).toEqual({ reasonable: false, organ: '', n: null });
  });

  it('takes only options on offer, as real booleans', () => {
    const schema = form(
      field('radio', 'approved', '审批结论', {
        values: [
          { label: '同意', value: true },
          { label: '不同意', value: false },
        ],
        validate: { required: true },
      }),
    );
    expect(check(schema, { approved: false })).toEqual({ problems: [], values: { approved: false } });
    expect(messages(schema, { approved: 'false' })).toEqual(['approved: 「审批结论」不在可选范围内，请重新选择']);
    expect(messages(schema, { approved: null })).toEqual(['approved: 「审批结论」不能为空']);
  });

  it('takes options from a variable', () => {
    const schema = form(field('select', 'unit', '单位', { valuesKey: 'units' }));
    const units = [{ label: '人社局', value: 'rsj' }];
    expect(messages(schema, { unit: 'rsj' }, { units })).toEqual([]);
    expect(messages(schema, { unit: 'gaj' }, { units })).toHaveLength(1);
  });

  it('checks numbers by value, digits and step', () => {
    const schema = form(
      field('number', 'n', '人数', { decimalDigits: 1, increment: 0.1, validate: { min: 1, max: 5 } }),
    );
    expect(messages(schema, { n: 1.3 })).toEqual([]);
    expect(messages(schema, { n: 0.5 })).toEqual(['n: 「人数」不能小于 1']);
    expect(messages(schema, { n: 6 })).toEqual(['n: 「人数」不能大于 5']);
    expect(check(schema, { n: 1.25 }).problems.map(({ rule }) => rule)).toEqual(['decimal-digits', 'increment']);
  });

  it('checks patterns without backtracking', () => {
    const schema = form(
      field('textfield', 'phone', '电话', { validate: { pattern: '^(1+)+$', patternErrorMessage: '请填写电话' } }),
    );
    expect(messages(schema, { phone: '1'.repeat(5000) + 'x' })).toEqual(['phone: 请填写电话']);
  });
});

describe('dates', () => {
  const date = form(field('datetime', 'on', '送达日期', { subtype: 'date' }));
  const instant = form(
    field('datetime', 'at', '接谈时间', { subtype: 'datetime', timeSerializingFormat: 'utc_offset' }),
  );

  it.each(['2026-06-16', '2028-02-29'])('takes the day %s', (on) => {
    expect(messages(date, { on })).toEqual([]);
  });

  it.each(['2026-02-30', '2026-13-01', '2026-6-1', '2026-06-16T09:00', 'today', '2026-06-16 '])(
    'refuses the day %p',
    (on) => {
      expect(messages(date, { on })).toEqual(['on: 「送达日期」不是有效的日期或时间']);
    },
  );

  it('takes a time with its zone, and gives one without the zone of the office', () => {
    expect(check(instant, { at: '2026-06-01T09:30+08:00' }).values).toEqual({ at: '2026-06-01T09:30+08:00' });
    expect(check(instant, { at: '2026-06-01T09:30' }).values).toEqual({ at: '2026-06-01T09:30+08:00' });
    expect(check(instant, { at: '2026-06-01T01:30:00Z' }).values).toEqual({ at: '2026-06-01T01:30:00Z' });
  });

  it.each(['2026-06-01', '2026-06-01T24:00', '2026-06-01T09:30+25:00', '2026-02-30T09:30', '2026-06-01T09:30T'])(
    'refuses the time %p',
    (at) => {
      expect(check(instant, { at }).problems).toHaveLength(1);
    },
  );
});

describe('conditions', () => {
  const delivery = form(
    field('select', 'way', '送达方式', {
      values: [
        { label: '直接', value: '直接' },
        { label: '留置', value: '留置' },
      ],
    }),
    field('textfield', 'witness', '见证人', { conditional: { hide: '=way != "留置"' }, validate: { required: true } }),
  );

  it('ask a field only while it is shown', () => {
    expect(messages(delivery, { way: '直接' })).toEqual([]);
    expect(messages(delivery, { way: '留置' })).toEqual(['witness: 「见证人」不能为空']);
    expect(check(delivery, { way: '留置', witness: '赵强' }).values).toEqual({ way: '留置', witness: '赵强' });
  });

  it('refuse a hidden field that was filled in, and pass an empty one', () => {
    expect(messages(delivery, { way: '直接', witness: '赵强' })).toEqual([
      'witness: 「见证人」当前不需要填写，请清空后再提交',
    ]);
    expect(check(delivery, { way: '直接', witness: '' })).toEqual({ problems: [], values: { way: '直接' } });
  });

  it('of a group hide what is in it', () => {
    const schema = form(field('checkbox', 'conduct', '扰乱秩序'), {
      id: 'Group_1',
      type: 'group',
      label: '行为',
      conditional: { hide: '=not(conduct)' },
      components: [field('textfield', 'place', '地点', { validate: { required: true } })],
    });
    expect(messages(schema, { conduct: false })).toEqual([]);
    expect(messages(schema, { conduct: true })).toEqual(['place: 「地点」不能为空']);
  });

  it('that fail show the field', () => {
    const failing = { conditional: { hide: '=no such(' }, validate: { required: true } };
    expect(messages(form(field('textfield', 'x', '项目', failing)), {})).toEqual(['x: 「项目」不能为空']);
  });
});

describe('read-only and disabled fields', () => {
  const schema = form(
    field('textfield', 'caseNumber', '编号', { readonly: true }),
    field('textfield', 'title', '标题', { disabled: true }),
    field('textfield', 'opinion', '意见', { readonly: '=locked' }),
  );
  const initial = { caseNumber: '41', title: '工资', locked: true, opinion: '同意' };

  it('keep what they had, sent or not', () => {
    expect(check(schema, {}, initial)).toEqual({ problems: [], values: { caseNumber: '41', opinion: '同意' } });
    expect(messages(schema, { caseNumber: '41', title: '工资' }, initial)).toEqual([]);
  });

  it('cannot be changed', () => {
    expect(messages(schema, { caseNumber: '42', title: '土地', opinion: '不同意' }, initial)).toEqual([
      'caseNumber: 「编号」不能修改',
      'title: 「标题」不能修改',
      'opinion: 「意见」不能修改',
    ]);
  });
});

describe('lists', () => {
  const answer = field('textarea', 'answer', '答复或去向', { validate: { required: true } });
  const list = (more: object, ...components: object[]): object =>
    form({
      id: 'List_1',
      type: 'dynamiclist',
      path: 'demands',
      label: '诉求',
      properties: { minRows: '1', maxRows: '3' },
      components,
      ...more,
    });

  it('name row and field', () => {
    expect(messages(list({}, answer), { demands: [{ answer: '转人社局' }, { answer: '', level: 1 }] })).toEqual([
      'demands[1].answer: 「诉求」第 2 行「答复或去向」不能为空',
      'demands[1].level: 表单中没有“level”这一项',
    ]);
  });

  it('keep their limits', () => {
    expect(messages(list({}, answer), { demands: [] })).toEqual(['demands: 「诉求」至少 1 行，现有 0 行']);
    expect(messages(list({}, answer), { demands: Array.from({ length: 4 }, () => ({ answer: '转' })) })).toEqual([
      'demands: 「诉求」最多 3 行，现有 4 行',
    ]);
    expect(messages(list({}, answer), { demands: 'x' })).toEqual(['demands: 「诉求」的内容格式不正确']);
    expect(messages(list({}, answer), { demands: [null] })).toEqual(['demands: 「诉求」的内容格式不正确']);
  });

  it('that nobody may add to keep their rows and what else the rows held', () => {
    const fixed = list({ allowAddRemove: false }, field('number', 'no', '序号', { readonly: true }), answer);
    const initial = { demands: [{ no: 1, text: '支付工资', answer: '转人社局' }] };
    expect(check(fixed, { demands: [{ answer: '已支付' }] }, initial)).toEqual({
      problems: [],
      values: { demands: [{ no: 1, text: '支付工资', answer: '已支付' }] },
    });
    expect(messages(fixed, { demands: [{ no: 2, answer: '已支付' }] }, initial)).toEqual([
      'demands[0].no: 「诉求」第 1 行「序号」不能修改',
    ]);
    expect(messages(fixed, { demands: [] }, initial)).toEqual(['demands: 「诉求」应有 1 行，不能增加或删除']);
  });

  it('may ask for a field that differs from row to row', () => {
    const numbered = list({ properties: { unique: 'no' } }, field('number', 'no', '序号'));
    expect(messages(numbered, { demands: [{ no: 1 }, { no: 2 }, { no: 1 }] })).toEqual([
      'demands[2].no: 「诉求」第 3 行「序号」与第 1 行重复',
    ]);
    expect(messages(numbered, { demands: [{ no: 1 }, { no: null }, { no: null }] })).toEqual([]);
  });

  it('let a condition see its row', () => {
    const reason = field('textfield', 'reason', '理由', {
      conditional: { hide: '=this.result = "支持"' },
      validate: { required: true },
    });
    const result = field('textfield', 'result', '结果');
    expect(messages(list({}, result, reason), { demands: [{ result: '支持' }, { result: '不予支持' }] })).toEqual([
      'demands[1].reason: 「诉求」第 2 行「理由」不能为空',
    ]);
  });
});

describe('rules of the work between fields', () => {
  const promise = field('textarea', 'purpose', '用途', {
    properties: {
      refuseWhen: '=contains(string(purpose), "不上访")',
      refuseRule: 'no-conditional-help',
      refuseText: '帮扶不得以不上访为条件。',
    },
  });
  const attended = {
    id: 'List_1',
    type: 'dynamiclist',
    path: 'members',
    label: '成员',
    components: [field('checkbox', 'present', '到会')],
    properties: {
      refuseWhen: '=count(members[present = true]) * 2 <= count(members)',
      refuseRule: 'quorum',
      refuseText: '到会成员不足半数，不能开会。',
    },
  };

  it('refuse with their name and their sentence', () => {
    expect(check(form(promise), { purpose: '承诺不上访后发放' }).problems).toEqual([
      { path: 'purpose', rule: 'no-conditional-help', message: '帮扶不得以不上访为条件。' },
    ]);
    expect(messages(form(promise), { purpose: '医疗救助' })).toEqual([]);
  });

  it('may count the rows of a list', () => {
    const rows = (...present: boolean[]) => ({ members: present.map((each) => ({ present: each })) });
    expect(messages(form(attended), rows(true, false))).toEqual(['members: 到会成员不足半数，不能开会。']);
    expect(messages(form(attended), rows(true, true, false))).toEqual([]);
  });

  it('refuse where they cannot be checked', () => {
    const failing = {
      ...promise,
      properties: { ...(promise as { properties: object }).properties, refuseWhen: '=purpose + 1 > error()' },
    };
    const { problems } = validateSubmission(
      form(failing),
      { purpose: '医疗救助' },
      {
        initial: {},
        evaluate: () => {
          throw new Error('too slow');
        },
      },
    );
    expect(problems.map(({ rule }) => rule)).toEqual(['rule-unchecked']);
  });

  it('do not hold for a field that is hidden', () => {
    const hidden = { ...promise, conditional: { hide: '=true' } };
    expect(messages(form(hidden), {})).toEqual([]);
  });
});
