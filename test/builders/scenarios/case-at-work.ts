import { Database } from '../../../src/platform/database/database.js';
import type { Variables } from '../../../src/engine/ports.js';
import type { Json } from '../caller.js';
import { Office, type RegisteredCase } from '../office.js';
import type { TestServer } from '../server.js';
import { wages } from '../wages-case.js';
import { throwMessage } from './thrown-message.js';

/** A registered case that other procedures of the same case address by its number. */
export class CaseAtWork {
  private constructor(
    private readonly server: TestServer,
    readonly office: Office,
    readonly matter: RegisteredCase,
  ) {}

  /** @param unit the unit that answers for the matter, as 分流受理 leaves it */
  static async open(server: TestServer, unit = 'rsj'): Promise<CaseAtWork> {
    const office = new Office(server);
    const matter = await office.register(wages);
    await server.app
      .get(Database)
      .write((transaction) =>
        transaction.run(
          `UPDATE petition_case SET responsible_unit_id = ?, kind = '申诉求决', level = '县级' WHERE id = ?`,
          [unit, matter.id],
        ),
      );
    return new CaseAtWork(server, office, matter);
  }

  get id(): string {
    return this.matter.id;
  }

  /** What another procedure throws with the number of the case. */
  async receives(name: string, payload: Variables, from = 'jiefang'): Promise<void> {
    await throwMessage(this.server, this.matter.number, name, payload, from);
  }

  /** Completes the step and lets what follows run. */
  does(by: string, elementId: string, values: object): Promise<Json> {
    return this.office.complete(by, this.id, elementId, values);
  }

  /** The sentence with which the step is refused to this person. */
  async refusal(by: string, elementId: string, values: object): Promise<Json> {
    const answer = await this.office.attempt(by, this.id, elementId, values);
    if (answer.status < 400) throw new Error(`${elementId} was taken from ${by}`);
    return answer.body;
  }

  offers(by: string, elementId: string): Promise<Json | undefined> {
    return this.office.find(by, this.id, elementId);
  }

  async passesTo(instant: string): Promise<void> {
    this.server.clock.set(instant);
    await this.server.tick();
  }

  async titles(): Promise<string[]> {
    const notices = await this.office.notices(this.id);
    return notices.map(({ title }) => title as string).filter((title) => title !== '来访事项登记凭证');
  }

  async instances(processId: string): Promise<Json[]> {
    return (await this.office.case(this.id)).instances.filter((one: Json) => one.processId === processId);
  }

  /** Ids of the end events that the instances of a process reached. */
  async ends(processId: string): Promise<string[]> {
    const instances = await this.instances(processId);
    return instances.flatMap((one: Json) => one.doneElementIds as string[]).filter((id) => id.startsWith('end_'));
  }

  async reminders(by: string): Promise<string[]> {
    return (await this.server.as(by).get('/api/reminders')).body.map(({ text }: Json) => text as string);
  }

  /** Nothing of the case may stand still for a fault. */
  async faults(): Promise<Json[]> {
    return this.server.app
      .get(Database)
      .all(
        `SELECT n.* FROM incident n JOIN process_instance i ON i.instance_key = n.instance_key WHERE i.case_id = ?`,
        [this.id],
      );
  }

  /** Messages that a process threw, by name, with what they carried. */
  async thrown(): Promise<string[]> {
    const rows = await this.server.app.get(Database).all<{ id: string }>(
      `SELECT DISTINCT h.element_id AS id FROM history_event h JOIN process_instance i ON i.instance_key = h.instance_key
         WHERE i.case_id = ? AND h.type = 'MESSAGE_THROWN'`,
      [this.id],
    );
    return rows.map(({ id }) => id);
  }
}
