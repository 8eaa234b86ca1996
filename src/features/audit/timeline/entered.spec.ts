import { enteredFields } from './entered.js';
import { formFields } from './form-fields.js';

const fields = formFields(
  JSON.stringify({
    type: 'default',
    id: 'talk',
    components: [
      { type: 'text', text: '# 接谈记录' },
      { type: 'datetime', subtype: 'datetime', key: 'talkTime', dateLabel: '接谈日期', timeLabel: '接谈时间' },
      {
        type: 'group',
        label: '经过',
        components: [
          { type: 'textarea', key: 'facts', label: '反映的事实' },
          { type: 'checkbox', key: 'readBack', label: '已宣读' },
        ],
      },
      {
        type: 'radio',
        key: 'settled',
        label: '落实到位',
        values: [
          { value: 'true', label: '已到位' },
          { value: 'false', label: '未到位' },
        ],
      },
      {
        type: 'taglist',
        key: 'ways',
        label: '核实方式',
        values: [
          { value: 'a', label: '调阅' },
          { value: 'b', label: '实地' },
        ],
      },
      { type: 'number', key: 'headcount', label: '={{count}}' },
      {
        type: 'dynamiclist',
        path: 'demands',
        label: '信访诉求',
        components: [
          { type: 'number', key: 'no', label: '序号' },
          { type: 'textfield', key: 'answer', label: '答复或去向' },
        ],
      },
      {
        type: 'group',
        label: '地址',
        path: 'address',
        components: [{ type: 'textfield', key: 'town', label: '乡镇' }],
      },
    ],
  }),
);

describe('what was entered into a form', () => {
  it('comes with the labels of the form and in its order, whatever the order of the values', () => {
    const values = { readBack: true, facts: '拖欠工资', talkTime: '2026-06-16T01:30:00.000Z' };
    expect(enteredFields(fields, values)).toEqual([
      { label: '接谈时间', value: '2026-06-16 09:30' },
      { label: '反映的事实', value: '拖欠工资' },
      { label: '已宣读', value: '是' },
    ]);
  });

  it('shows choices by their wording', () => {
    expect(enteredFields(fields, { settled: false, ways: ['b', 'a'] })).toEqual([
      { label: '落实到位', value: '未到位' },
      { label: '核实方式', value: '实地、调阅' },
    ]);
  });

  it('numbers the rows of a list', () => {
    const values = { demands: [{ no: 1, answer: '转人社局' }, { no: 2 }] };
    expect(enteredFields(fields, values)).toEqual([
      { label: '信访诉求 1 · 序号', value: '1' },
      { label: '信访诉求 1 · 答复或去向', value: '转人社局' },
      { label: '信访诉求 2 · 序号', value: '2' },
    ]);
  });

  it('finds the values of a group that keeps them apart', () => {
    expect(enteredFields(fields, { address: { town: '城关镇' } })).toEqual([{ label: '乡镇', value: '城关镇' }]);
  });

  it('leaves out what is empty and computed labels that have no one wording', () => {
    expect(enteredFields(fields, { facts: '', ways: [], readBack: null, headcount: 3 })).toEqual([
      { label: 'headcount', value: '3' },
    ]);
  });

  it('does not drop values that the form does not ask for', () => {
    const values = { caseNumber: '3-1', demands2: [{ no: 1, text: '补发工资' }], tags: ['甲', '乙'] };
    expect(enteredFields(fields, values, (key) => (key === 'caseNumber' ? '信访编号' : undefined))).toEqual([
      { label: '信访编号', value: '3-1' },
      { label: 'demands2 1', value: '1 补发工资' },
      { label: 'tags', value: '甲、乙' },
    ]);
  });

  it('reads no field from a form that is no JSON', () => {
    expect(formFields('<form>')).toEqual([]);
  });
});
