import { IdentityRepository } from '../../src/features/identity/identity.repository.js';
import type { Actor } from '../../src/platform/actor.js';
import { Database } from '../../src/platform/database/database.js';
import { Definitions } from '../../src/workflow/definitions/definitions.js';
import { Deployer } from '../../src/workflow/definitions/deployer.js';
import { Runner } from '../../src/workflow/runner/runner.js';
import {
  bpmnText,
  boundary,
  element,
  end,
  extensions,
  flow,
  message,
  messageEvent,
  start,
  timer,
  userTask,
} from '../builders/bpmn-text.js';
import type { TestServer } from '../builders/server.js';

const group = '<zeebe:assignmentDefinition candidateGroups="R1" />';
/** A task with a timer, then a message, then a job of a program. */
const diagram = (taskName: string): string =>
  bpmnText(
    'sweeping',
    message('answer', 'answer', '=matter'),
    start('begin'),
    flow('begin', 'work'),
    userTask('work', group).replace('name="work"', `name="${taskName}"`),
    boundary('late', 'work', timer('PT1H', 'timeDuration')),
    flow('late', 'answered'),
    flow('work', 'answered'),
    element('intermediateCatchEvent', 'answered', messageEvent('answer')),
    flow('answered', 'outside'),
    element('serviceTask', 'outside', extensions('<zeebe:taskDefinition type="outside" />')),
    flow('outside', 'done'),
    end('done'),
  );

/** A small process whose instances wait for everything an instance can wait for; what is swept on both databases. */
export class SweptProcess {
  private constructor(
    private readonly server: TestServer,
    readonly database: Database,
    readonly receptionist: Actor,
  ) {}

  static async deployedOn(server: TestServer): Promise<SweptProcess> {
    const database = server.app.get(Database);
    const { id } = (await database.get<{ id: string }>(`SELECT id FROM app_user WHERE username = 'jiefang'`))!;
    const swept = new SweptProcess(server, database, (await server.app.get(IdentityRepository).account(id))!);
    await swept.deploy('办理');
    return swept;
  }

  deploy(taskName: string): Promise<unknown> {
    const files = [{ name: 'sweeping.bpmn', content: diagram(taskName) }];
    return this.server.app.get(Deployer).deploy({ files, note: '', userId: this.receptionist.userId });
  }

  /** Gives the new instance's key; its message is correlated by the matter. */
  begin(matter: string): Promise<string> {
    return this.database.write(async (transaction) => {
      const definition = await this.server.app.get(Definitions).latest('sweeping', transaction);
      const { instanceKey } = await this.server.app
        .get(Runner)
        .start(transaction, { definition, variables: { matter }, actor: this.receptionist });
      return instanceKey;
    });
  }

  async taskOf(instanceKey: string): Promise<string> {
    const row = await this.database.get<{ key: string }>(
      `SELECT task_key AS key FROM user_task WHERE instance_key = ?`,
      [instanceKey],
    );
    return row!.key;
  }

  /** To the newest version. */
  async migrate(instanceKey: string): Promise<unknown> {
    const { definitionKey } = await this.server.app.get(Definitions).latest('sweeping');
    return this.database.write((transaction) =>
      this.server.app.get(Runner).migrate(transaction, instanceKey, { definitionKey, mapping: {} }, this.receptionist),
    );
  }
}
