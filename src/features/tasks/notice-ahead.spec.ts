import type { ElementInfo } from '../../engine/ports.js';
import { noticesAhead } from './notice-ahead.js';

const element = (id: string, type: string, more: Partial<ElementInfo> = {}): [string, ElementInfo] => [
  id,
  { id, type, name: id, basis: [], separateFrom: [], clock: [], properties: {}, ...more },
];
const flow = (sourceId: string, targetId: string) =>
  element(`${sourceId}-${targetId}`, 'SEQUENCE_FLOW', { sourceId, targetId });
const notice = (id: string, template: string) =>
  element(id, 'SERVICE_TASK', { taskType: 'notice', taskHeaders: { template } });

const elements = Object.fromEntries([
  element('sign', 'USER_TASK'),
  element('signed', 'EXCLUSIVE_GATEWAY'),
  element('draft', 'USER_TASK'),
  notice('reply', 'reply_opinion'),
  element('deliver', 'USER_TASK'),
  notice('later', 'later'),
  flow('sign', 'signed'),
  flow('signed', 'reply'),
  flow('signed', 'draft'),
  flow('draft', 'sign'),
  flow('reply', 'deliver'),
  flow('deliver', 'later'),
]);

describe('the notice a step leads to', () => {
  it('is found behind a gateway, and not behind another person’s step', () => {
    expect(noticesAhead('sign', elements)).toEqual(['reply_opinion']);
  });

  it('is none where the next step waits for a person', () => {
    expect(noticesAhead('draft', elements)).toEqual([]);
  });
});
