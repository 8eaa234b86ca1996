import { violationsOf, type CaseFacts } from './three-invariants.js';

const today = '2026-09-01';
const sound: CaseFacts = {
  status: '办理中',
  hasUnit: true,
  docketNumber: null,
  outcome: null,
  isBeingWorked: true,
  placedBy: '2026-06-16',
  finishBy: '2026-09-14',
  isDelivered: false,
  unanswered: [1, 2],
};
const done: CaseFacts = {
  ...sound,
  status: '已办结',
  outcome: '支持',
  isBeingWorked: false,
  finishBy: null,
  isDelivered: true,
  unanswered: [],
};
const found = (facts: CaseFacts) =>
  violationsOf(facts, today).map(({ invariant, message }) => `${invariant}：${message}`);

describe('the three invariants', () => {
  it('are kept by a matter in hand and by one that is done', () => {
    expect(found(sound)).toEqual([]);
    expect(found(done)).toEqual([]);
  });

  describe('件件有着落', () => {
    it('leaves the registering unit fifteen days to find who answers for it', () => {
      expect(found({ ...sound, hasUnit: false, placedBy: today })).toEqual([]);
      expect(found({ ...sound, hasUnit: false, placedBy: '2026-08-31' })).toEqual([
        '件件有着落：应于 2026-08-31 前明确责任单位，至今没有责任单位。',
      ]);
    });

    it('misses somebody who works on it', () => {
      expect(found({ ...sound, isBeingWorked: false })).toEqual([
        '件件有着落：尚未答复，但没有正在办理的流程，无人在办。',
      ]);
    });
  });

  describe('案案有结果', () => {
    it('misses the outcome of what is closed', () => {
      expect(found({ ...done, outcome: null })).toEqual(['案案有结果：已办结，但没有办理结果。']);
    });

    it('misses the outcome of a docket that has run out', () => {
      const docketed = { ...done, status: '已答复', outcome: null, docketNumber: '中信访立〔2026〕1号' };
      expect(found(docketed)).toEqual(['案案有结果：已立案（中信访立〔2026〕1号），流程已走完，但没有办理结果。']);
      expect(found({ ...docketed, isBeingWorked: true })).toEqual([]);
    });
  });

  describe('事事有回音', () => {
    it('misses the reply to a demand of what is answered', () => {
      expect(found({ ...done, unanswered: [2] })).toEqual(['事事有回音：已办结，但诉求 2 没有答复。']);
    });

    it('misses the delivery of a reply', () => {
      expect(found({ ...done, isDelivered: false })).toEqual(['事事有回音：已办结，但没有答复送达的记录。']);
    });

    it('misses the reply when the term has run out', () => {
      expect(found({ ...sound, finishBy: '2026-08-31' })).toEqual([
        '事事有回音：办结期限 2026-08-31 已过，诉求 1、2 还没有答复。',
      ]);
      expect(found({ ...sound, finishBy: today })).toEqual([]);
    });

    it.each(['转送', '导入法定途径', '撤回'])('asks no reply of this office where the outcome is %s', (outcome) => {
      expect(found({ ...done, outcome, unanswered: [1], isDelivered: false })).toEqual([]);
    });
  });
});
