import type { Database } from '../../platform/database/database.js';
import { dayAt } from '../../domain/calendar/days.js';
import { evaluate } from '../../engine/feel/feel.js';
import type { Json, Variables, WorkCalendar } from '../../engine/ports.js';
import type { SubmissionCheck } from '../../features/tasks/submission-check.js';
import type { TasksRepository } from '../../features/tasks/tasks.repository.js';
import type { TasksService } from '../../features/tasks/tasks.service.js';
import type { Actor } from '../../platform/actor.js';
import type { Clock } from '../../platform/clock/clock.js';
import { Failure } from '../../platform/failure.js';
import type { FormSchema } from '../../workflow/forms/index.js';
import type { Chance } from './chance.js';
import type { Decisions } from './decisions.js';
import { fillForm } from './fill-form.js';
import type { People } from './people.js';

export interface OpenTask {
  key: string;
  elementId: string;
  processId: string;
  formId: string | null;
  assignee: string | null;
  groups: string[];
  users: string[];
}

export interface DeskServices {
  database: Database;
  tasks: TasksService;
  repository: TasksRepository;
  submissions: SubmissionCheck;
  calendar: WorkCalendar;
  clock: Clock;
}

/** Refusals that only mean: not this person. */
const notThisPerson: ReadonlySet<string> = new Set(['not-found', 'not-a-candidate', 'separation-of-duties', 'recusal']);

/** Where tasks get done: chooses who, fills the form, and tells why a task could not be done. */
export class OfficeDesk {
  constructor(
    private readonly services: DeskServices,
    private readonly people: People,
    private readonly decisions: Decisions,
    private readonly chance: Chance,
  ) {}

  async open(): Promise<OpenTask[]> {
    const rows = await this.services.database.all<
      Omit<OpenTask, 'groups' | 'users'> & { groups: string; users: string }
    >(
      `SELECT task_key AS "key", element_id AS "elementId", process_id AS "processId", form_id AS "formId", assignee AS "assignee",
         candidate_groups AS "groups", candidate_users AS "users" FROM user_task WHERE state = 'CREATED' ORDER BY created_at, task_key`,
    );
    return rows.map((row) => ({
      ...row,
      groups: JSON.parse(row.groups) as string[],
      users: JSON.parse(row.users) as string[],
    }));
  }

  /** Undefined when done; otherwise why nobody could. */
  async handle(task: OpenTask): Promise<string | undefined> {
    const candidates = this.people.candidates(task);
    const first = candidates.length > 0 ? this.chance.between(0, candidates.length - 1) : 0;
    let reason = candidates.length > 0 ? '' : '没有可以办理的账号';
    for (let index = 0; index < candidates.length; index += 1) {
      const actor = candidates[(first + index) % candidates.length]!;
      try {
        await this.complete(task, actor);
        return undefined;
      } catch (fault) {
        if (!(fault instanceof Failure)) throw fault;
        reason = fault.message;
        // The term ended while the question lay on the desk: there is nothing left to extend.
        if (fault.code === 'clock-refused') return this.decline(task, actor);
        if (!notThisPerson.has(fault.code)) break;
      }
    }
    return `${task.processId}/${task.elementId}：${reason}`;
  }

  private async decline(task: OpenTask, actor: Actor): Promise<undefined> {
    await this.complete(task, actor, { extensionApproved: false });
    return undefined;
  }

  private async complete({ key, formId }: OpenTask, actor: Actor, instead: Variables = {}): Promise<void> {
    const { database, repository, submissions, tasks, clock } = this.services;
    const task = await repository.visible(key, actor);
    const known = await submissions.known(database, task);
    const now = officeTime(clock.now());
    const situation = { chance: this.chance, known, today: dayAt(clock.now()), now, performer: actor.displayName };
    const decide = formId === null ? undefined : this.decisions[formId];
    const decided = { ...decide?.(situation), ...instead };
    const schema = task.formKey ? ((await submissions.schema(database, task.formKey)) as FormSchema) : null;
    const values = schema
      ? fillForm(schema, {
          ...situation,
          decided,
          evaluate: (expression, data) => this.evaluate(expression, data),
        })
      : decided;
    await tasks.complete(key, values, {}, actor);
  }

  private evaluate(expression: string, data: Variables): Json {
    const { clock, calendar } = this.services;
    return evaluate(expression, data, { now: clock.instant(), calendar, clocks: {}, limits: { feelMillis: 200 } });
  }
}

/** `2026-06-01T09:30+08:00`, as the forms write it. */
export function officeTime(at: Date): string {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${local.slice(0, 16)}+08:00`;
}
