import type { ElementInfo } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { mayHandle, refusalFor, shortTime, type TaskContext } from './task-rules.js';
import type { TaskRow } from './tasks.repository.js';

const county = '/county/';
const office = '/county/xfj/';

const person = (username: string, ...roles: [code: string, unitId: string, unitPath: string][]): Actor => ({
  userId: username,
  username,
  displayName: username,
  unitId: 'xfj',
  unitName: '中和县信访局',
  roles: roles.map(([code, unitId, unitPath]) => ({ code, unitId, unitPath })),
});

const task: TaskRow = {
  taskKey: '1',
  instanceKey: '1',
  definitionKey: '1',
  processId: 'xf_reception',
  processVersion: 1,
  elementId: 'task_approve',
  name: '领导审批',
  state: 'CREATED',
  assignee: null,
  candidateGroups: ['R5'],
  candidateUsers: [],
  unitId: null,
  formId: null,
  formKey: null,
  dueAt: null,
  followUpAt: null,
  priority: 50,
  locals: {},
  caseId: 'c',
  createdAt: '2026-06-01T01:00:00.000Z',
  completedAt: null,
  completedBy: null,
  lockVersion: 1,
};
const element = (id: string, name: string, separateFrom: string[] = []): ElementInfo => ({
  id,
  type: 'USER_TASK',
  name,
  basis: [],
  separateFrom,
  clock: [],
  properties: {},
});
const elements = {
  task_talk: element('task_talk', '接谈'),
  task_approve: element('task_approve', '领导审批', ['task_talk']),
};

const context = (change: Partial<TaskRow> = {}, more: Partial<TaskContext> = {}): TaskContext => ({
  task: { ...task, ...change },
  element: elements.task_approve,
  elements,
  performers: new Map(),
  holderName: null,
  unitPath: office,
  ...more,
});

describe('who may do a task', () => {
  const leader = person('lingdao', ['R5', 'county', county]);

  it('is who holds its role in the unit of the case or above it', () => {
    expect(mayHandle(context(), leader)).toBe(true);
    expect(mayHandle(context(), person('a', ['R5', 'xfj', office]))).toBe(true);
    expect(mayHandle(context(), person('a', ['R5', 'rsj', '/county/rsj/']))).toBe(false);
    expect(mayHandle(context(), person('a', ['R1', 'xfj', office]))).toBe(false);
    expect(mayHandle(context(), person('a'))).toBe(false);
  });

  it('is, where the task names a unit, only who holds the role in exactly that one', () => {
    const bound = context({ candidateGroups: ['R6'], unitId: 'rsj' });
    expect(mayHandle(bound, person('a', ['R6', 'rsj', '/county/rsj/']))).toBe(true);
    expect(mayHandle(bound, person('a', ['R6', 'zrzy', '/county/zrzy/']))).toBe(false);
    expect(mayHandle(bound, person('a', ['R6', 'county', county]))).toBe(false);
  });

  it('is who is named in person, whatever the role', () => {
    expect(mayHandle(context({ assignee: 'a' }), person('a'))).toBe(true);
    expect(mayHandle(context({ candidateUsers: ['a'] }), person('a'))).toBe(true);
    expect(mayHandle(context({ candidateGroups: [], candidateUsers: ['b'] }), leader)).toBe(false);
    expect(mayHandle(context({ candidateGroups: [] }), person('a'))).toBe(true);
  });

  it('is nobody who did a step that must be done by another, with the step named', () => {
    const performers = new Map([['task_talk', ['lingdao']]]);
    const refusal = refusalFor(context({}, { performers }), leader);
    expect([refusal?.kind, refusal?.code]).toEqual(['forbidden', 'separation-of-duties']);
    expect(refusal?.message).toContain('「接谈」');
    expect(refusalFor(context({}, { performers: new Map([['task_talk', ['jiefang']]]) }), leader)).toBeUndefined();
  });

  it('is nobody who handled the matter in another procedure that the drawing names', () => {
    const reviewing = context(
      { processId: 'xf_review' },
      {
        element: element('task_approve', '审签', ['process:xf_handle']),
        performers: new Map([['process:xf_handle', ['lingdao']]]),
      },
    );
    expect(refusalFor(reviewing, leader)?.message).toContain('此前办理过本事项');
  });

  it('is nobody once it is done or taken away', () => {
    const done = refusalFor(
      context({ state: 'COMPLETED', completedAt: '2026-06-01T02:05:00.000Z' }, { holderName: '赵国强' }),
      leader,
    );
    expect([done?.kind, done?.code]).toEqual(['conflict', 'task-already-done']);
    expect(done?.message).toMatch(/赵国强于 2026-06-01 10:05/);
    expect(refusalFor(context({ state: 'CANCELED' }), leader)?.code).toBe('task-canceled');
  });

  it('is told in the time of Shanghai', () => {
    expect(shortTime('2026-06-16T16:00:00.000Z')).toBe('2026-06-17 00:00');
    expect(shortTime(null)).toBe('');
  });
});
