import { statusAfter, type ProgressStep } from './case-status.js';

const step = (phase: 'begun' | 'done', station?: string, userTask = false): ProgressStep => ({
  phase,
  station,
  userTask,
});

describe('the status of a case', () => {
  it.each([
    ['已登记', step('begun', '提出'), '已登记'],
    ['已登记', step('begun', undefined, true), '已登记'],
    ['已登记', step('done', undefined, true), '受理中'],
    ['受理中', step('begun', '受理'), '受理中'],
    ['受理中', step('done', '受理'), '办理中'],
    ['受理中', step('begun', '办理'), '办理中'],
    ['办理中', step('begun', '回复'), '办理中'],
    ['办理中', step('done', '回复', true), '已答复'],
  ])('%s, after %j, is %s', (before, event, after) => expect(statusAfter(before, event)).toBe(after));

  it('never moves back', () => {
    expect(statusAfter('已答复', step('begun', '督办', true))).toBe('已答复');
    expect(statusAfter('已办结', step('done', '回复', true))).toBe('已办结');
    expect(statusAfter('办理中', step('done', undefined, true))).toBe('办理中');
  });
});
