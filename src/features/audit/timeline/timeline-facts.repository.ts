import { Injectable } from '@nestjs/common';
import { nameOf } from '../../../domain/codes/code.js';
import { incidentProcess } from '../../../domain/codes/process-codes.js';
import { roles } from '../../../domain/codes/roles.js';
import type { Actor } from '../../../platform/actor.js';
import { Database } from '../../../platform/database/database.js';
import { HistoryReader, type ReadEvent } from '../../../workflow/history/history-reader.js';
import { IssuedNotices } from '../../cases/issued-notices.js';
import { elementName } from './element-names.js';
import { formFields, labelsOf, type FormField } from './form-fields.js';
import type { CaseClock } from './lateness.js';
import { startLabels } from './start-labels.js';
import type { Person, TaskFacts, TimelineFacts } from './timeline-facts.js';

/** What identifies an instance whose timeline is told; the reader's right to it was checked before. */
export interface TimelineInstance {
  key: string;
  processId: string;
  processName: string;
  version: number;
  caseId: string | null;
}

interface TaskRow {
  taskKey: string;
  createdAt: string;
  dueAt: string | null;
  candidateGroups: string;
  candidateUsers: string;
  unitName: string | null;
  formKey: string | null;
}

/** Gathers what a timeline is told from, in a fixed number of queries per instance. */
@Injectable()
export class TimelineFactsRepository {
  constructor(
    private readonly database: Database,
    private readonly history: HistoryReader,
    private readonly notices: IssuedNotices,
  ) {}

  async of(instance: TimelineInstance, actor: Actor): Promise<TimelineFacts> {
    const { key } = instance;
    const events = await this.history.events(key);
    const elements = await this.elements(key);
    const people = await this.people(events);
    const displayNames = new Map(people.map(({ username, displayName }) => [username, displayName]));
    const tasks = await this.tasks(key, displayNames);
    const forms = [...new Set(tasks.map((task) => task.fields))];
    return {
      instanceKey: key,
      processName: instance.processName,
      version: instance.version,
      events,
      elements: new Map(elements.map((row) => [row.key, { ...row, name: elementName(row) }])),
      names: new Map(elements.map((row) => [row.elementId, elementName(row)])),
      tasks: new Map(tasks.map((task) => [task.taskKey, task])),
      jobs: new Map((await this.jobs(key)).map((job) => [job.key, job.type])),
      notices: new Map((await this.notices.ofInstance(key, actor)).map((notice) => [notice.id, notice])),
      people: new Map(people.map(({ id, ...person }) => [id, person])),
      displayNames,
      clocks:
        instance.caseId === null || instance.processId === incidentProcess ? [] : await this.clocks(instance.caseId),
      labels: new Map([...forms.flatMap((fields) => [...labelsOf(fields)]), ...startLabels]),
    };
  }

  clocks(caseId: string): Promise<CaseClock[]> {
    return this.database.all<CaseClock>(
      `SELECT name AS "name", started_on AS "startedOn", last_day AS "lastDay", stopped_at AS "stoppedAt" FROM petition_clock
       WHERE case_id = ? ORDER BY last_day, name`,
      [caseId],
    );
  }

  private elements(instanceKey: string): Promise<{ key: string; elementId: string; name: string; type: string }[]> {
    return this.database.all(
      `SELECT element_instance_key AS "key", element_id AS "elementId", element_name AS "name", type AS "type" FROM element_instance
       WHERE instance_key = ?`,
      [instanceKey],
    );
  }

  private jobs(instanceKey: string): Promise<{ key: string; type: string }[]> {
    return this.database.all(`SELECT job_key AS "key", type AS "type" FROM job WHERE instance_key = ?`, [instanceKey]);
  }

  /** Who acted and whom tasks were given to. */
  private async people(events: readonly ReadEvent[]): Promise<(Person & { id: string })[]> {
    const ids = unique(events.map((event) => event.actorId));
    const usernames = unique(events.map((event) => event.meta['assignee']));
    if (ids.length + usernames.length === 0) return [];
    return this.database.all(
      `SELECT a.id AS "id", a.username AS "username", a.display_name AS "displayName", u.name AS "unitName" FROM app_user a
       JOIN unit u ON u.id = a.unit_id WHERE a.id IN (${places(ids)}) OR a.username IN (${places(usernames)})`,
      [...ids, ...usernames],
    );
  }

  private async tasks(instanceKey: string, displayNames: ReadonlyMap<string, string>): Promise<TaskFacts[]> {
    const rows = await this.database.all<TaskRow>(
      `SELECT t.task_key AS "taskKey", t.created_at AS "createdAt", t.due_at AS "dueAt", t.candidate_groups AS "candidateGroups",
         t.candidate_users AS "candidateUsers", u.name AS "unitName", t.form_key AS "formKey"
       FROM user_task t LEFT JOIN unit u ON u.id = t.unit_id WHERE t.instance_key = ? ORDER BY t.created_at, t.task_key`,
      [instanceKey],
    );
    const forms = await this.forms(unique(rows.map((row) => row.formKey)));
    return rows.map(({ candidateGroups, candidateUsers, unitName, formKey, ...task }) => ({
      ...task,
      candidates: [
        ...listOf(candidateGroups).map((code) =>
          unitName ? `${nameOf(roles, code)}（${unitName}）` : nameOf(roles, code),
        ),
        ...listOf(candidateUsers).map((username) => displayNames.get(username) ?? username),
      ],
      fields: (formKey !== null && forms.get(formKey)) || [],
    }));
  }

  private async forms(formKeys: readonly string[]): Promise<Map<string, FormField[]>> {
    if (formKeys.length === 0) return new Map();
    const rows = await this.database.all<{ formKey: string; content: string }>(
      `SELECT f.form_key AS "formKey", r.content AS "content" FROM form f JOIN resource r ON r.resource_key = f.resource_key
       WHERE f.form_key IN (${places(formKeys)})`,
      formKeys,
    );
    return new Map(rows.map((row) => [row.formKey, formFields(row.content)]));
  }
}

const listOf = (json: string): string[] => JSON.parse(json) as string[];

const unique = (values: readonly unknown[]): string[] => [
  ...new Set(values.filter((value): value is string => typeof value === 'string' && value !== '')),
];

/** Parameters of an IN list; an empty one matches nothing. */
const places = (values: readonly unknown[]): string =>
  values.length === 0 ? 'NULL' : values.map(() => '?').join(', ');
