import { answers } from './answers.js';
import type { Petition } from './office.js';

/** A plain matter, for tests in which what it is about does not count. */
export const wages: Petition = {
  title: '反映某建筑公司拖欠工资',
  summary: '工地拖欠工资，多次讨要未果。',
  category: '06',
  demands: ['要求支付工资'],
};

/** The record of its reception. */
export const wagesTalk = (more: object = {}): object =>
  answers.talk([{ no: 1, text: wages.demands[0]!, answer: '已登记，依法办理。' }], more);
