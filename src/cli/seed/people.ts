import type { Actor } from '../../platform/actor.js';
import type { Database } from '../../platform/database/database.js';
import type { ActorsPort } from '../../workflow/ports/actors-port.js';

/** The accounts of the office, and who of them may be given a task. */
export class People {
  private constructor(private readonly actors: readonly Actor[]) {}

  static async of(database: Database, port: ActorsPort): Promise<People> {
    const rows = await database.all<{ id: string }>(`SELECT id FROM app_user WHERE disabled = 0 ORDER BY username`);
    const actors: Actor[] = [];
    for (const { id } of rows) {
      const actor = await port.byId(id);
      if (actor) actors.push(actor);
    }
    return new People(actors);
  }

  withRole(code: string): Actor[] {
    return this.actors.filter((actor) => actor.roles.some((role) => role.code === code));
  }

  /** Those named by the task or holding one of its roles; who has it already comes alone. */
  candidates(task: { assignee: string | null; groups: readonly string[]; users: readonly string[] }): Actor[] {
    if (task.assignee) return this.actors.filter((actor) => actor.username === task.assignee);
    return this.actors.filter(
      (actor) => task.users.includes(actor.username) || actor.roles.some((role) => task.groups.includes(role.code)),
    );
  }
}
