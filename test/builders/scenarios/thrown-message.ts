import type { Variables } from '../../../src/engine/ports.js';
import { Database } from '../../../src/platform/database/database.js';
import { Messages } from '../../../src/workflow/messages/messages.js';
import { ActorsPort } from '../../../src/workflow/ports/actors-port.js';
import type { TestServer } from '../server.js';

/** What another procedure throws with the number of the case, which nobody may send over HTTP. */
export async function throwMessage(
  server: TestServer,
  caseNumber: string,
  name: string,
  payload: Variables,
  from = 'jiefang',
): Promise<void> {
  const { app } = server;
  const account = await app.get(Database).get<{ id: string }>(`SELECT id FROM app_user WHERE username = ?`, [from]);
  const actor = (await app.get(ActorsPort).byId(account!.id))!;
  const variables = { caseNumber, ...payload };
  await app.get(Messages).publish({ name, correlationKey: caseNumber, variables, timeToLive: 0 }, actor);
  await server.tick();
}
