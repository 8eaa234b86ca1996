import { Database } from '../../../src/platform/database/database.js';
import { Scheduler } from '../../../src/workflow/scheduler.js';
import type { Answer, Json } from '../caller.js';
import type { TestServer } from '../server.js';

/** Works off tasks by element id, of cases and of processes without one, as the inbox shows them. */
export class Desk {
  constructor(private readonly server: TestServer) {}

  async find(by: string, elementId: string, instanceKey?: string): Promise<Json | undefined> {
    for (const tab of ['mine', 'group']) {
      const { body } = await this.server.as(by).get(`/api/inbox?tab=${tab}&size=100`);
      const item = body.items.find(
        (task: Json) => task.elementId === elementId && (!instanceKey || task.instanceKey === instanceKey),
      );
      if (item) return item;
    }
    return undefined;
  }

  /** The answer of the server, whatever it is; jobs that follow have run. */
  async attempt(by: string, elementId: string, values: object, instanceKey?: string): Promise<Answer<Json>> {
    const item = await this.find(by, elementId, instanceKey);
    if (!item) throw new Error(`${by} has no task ${elementId}`);
    const person = this.server.as(by);
    if (!item.assignee) {
      const claimed = await person.post(`/api/tasks/${item.taskKey}/claim`);
      if (claimed.status !== 200) return claimed;
    }
    const page = await person.get(`/api/tasks/${item.taskKey}`);
    const answer = await person.post(`/api/tasks/${item.taskKey}/completion`, {
      values,
      version: page.body.task.version,
    });
    await this.settle();
    return answer;
  }

  /** Throws with the server's sentence when refused. Gives the instance it was done in. */
  async done(by: string, elementId: string, values: object, instanceKey?: string): Promise<string> {
    const item = await this.find(by, elementId, instanceKey);
    const answer = await this.attempt(by, elementId, values, instanceKey);
    if (answer.status !== 200)
      throw new Error(`${elementId} by ${by}: ${answer.status} ${JSON.stringify(answer.body)}`);
    const [fault] = await this.incidents(item!.instanceKey);
    if (fault) throw new Error(`${elementId} by ${by} is followed by a fault: ${fault}`);
    return item!.instanceKey;
  }

  /** What stands still in an instance: sentences of its incidents, and of jobs that will be tried again. */
  async incidents(instanceKey: string): Promise<string[]> {
    const rows = await this.server.app.get(Database).all<{ message: string }>(
      `SELECT message AS "message" FROM incident WHERE instance_key = ? AND state = 'ACTIVE'
         UNION ALL SELECT error FROM job WHERE instance_key = ? AND state <> 'COMPLETED' AND error IS NOT NULL`,
      [instanceKey, instanceKey],
    );
    return rows.map(({ message }) => message);
  }

  /** Turns until a job has no successor any more. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 4; turn += 1) await this.server.app.get(Scheduler).tick();
  }
}
