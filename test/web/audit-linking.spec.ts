import type { TimelineEvent } from '../../web/src/api/types.js';
import type { PathStep } from '../../web/src/routes/audit/api.js';
import { eventsOf, gapInWords, presentMarks, replayMarks, seqAt } from '../../web/src/routes/audit/linking.js';

const path: PathStep[] = [
  { seq: 1, elementId: 'start', kind: 'element' },
  { seq: 2, elementId: 'flow_1', kind: 'flow' },
  { seq: 3, elementId: 'talk', kind: 'element' },
  { seq: 6, elementId: 'flow_2', kind: 'flow' },
  { seq: 7, elementId: 'start', kind: 'element' },
];

function event(seq: number, at: string, elementId?: string): TimelineEvent {
  return {
    seq,
    at,
    type: 'ELEMENT_ACTIVATED',
    elementId,
    title: '',
    actor: null,
    definition: { version: 1 },
    hash: '',
  };
}

describe('the replay of a case', () => {
  it('shows the element reached last as current and the way to it as taken', () => {
    expect(replayMarks(path, 3)).toMatchObject({
      currentElementIds: ['talk'],
      doneElementIds: ['start'],
      takenFlowIds: ['flow_1'],
      counts: { start: 1, talk: 1 },
    });
  });

  it('counts an element that was reached again', () => {
    expect(replayMarks(path, 5)).toMatchObject({ currentElementIds: ['start'], counts: { start: 2, talk: 1 } });
  });

  it('shows nothing before the first step', () => {
    expect(replayMarks(path, 0)).toMatchObject({
      currentElementIds: [],
      doneElementIds: [],
      takenFlowIds: [],
      counts: {},
    });
  });

  it('knows up to which record a step has come', () => {
    expect([0, 1, 3, 5].map((steps) => seqAt(path, steps))).toEqual([0, 1, 3, 7]);
  });
});

test('the present state marks waiting, finished, failed and late elements', () => {
  const element = { name: '', count: 1, active: 0, incidents: 0, late: false };
  const marks = presentMarks({
    elements: {
      start: element,
      talk: { ...element, active: 1, incidents: 1 },
      again: { ...element, count: 2, active: 1, late: true },
    },
    flows: { flow_1: 1, flow_2: 0 },
  });
  expect(marks).toEqual({
    currentElementIds: ['talk', 'again'],
    doneElementIds: ['start', 'again'],
    takenFlowIds: ['flow_1'],
    counts: { start: 1, talk: 1, again: 2 },
    incidentElementIds: ['talk'],
    lateElementIds: ['again'],
  });
});

test('the records of an element are those that name it', () => {
  const events = [
    event(1, '2026-06-01T01:00:00Z', 'start'),
    event(2, '2026-06-01T01:00:00Z'),
    event(3, '2026-06-01T01:00:00Z', 'talk'),
  ];
  expect(eventsOf(events, 'talk').map(({ seq }) => seq)).toEqual([3]);
});

test('a day without records is pointed out, an hour is not', () => {
  const first = event(1, '2026-06-01T01:00:00Z');
  expect(gapInWords(undefined, first)).toBeUndefined();
  expect(gapInWords(first, event(2, '2026-06-01T02:00:00Z'))).toBeUndefined();
  expect(gapInWords(first, event(2, '2026-06-04T02:00:00Z'))).toBe('相隔 3 天');
});
