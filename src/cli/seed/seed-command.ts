import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from '../../app.module.js';
import type { WorkCalendar } from '../../engine/ports.js';
import { RegistrationService } from '../../features/cases/registration.service.js';
import { RequestsService } from '../../features/cases/requests/requests.service.js';
import { SubmissionCheck } from '../../features/tasks/submission-check.js';
import { TasksRepository } from '../../features/tasks/tasks.repository.js';
import { TasksService } from '../../features/tasks/tasks.service.js';
import { parseConfig } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { Provisioning } from '../../provisioning.js';
import { ActorsPort } from '../../workflow/ports/actors-port.js';
import { WORK_CALENDAR } from '../../workflow/ports/tokens.js';
import { Turn } from '../../workflow/turn.js';
import { exitCodes } from '../exit-codes.js';
import { CommandFault } from '../open-history.js';
import type { CommandContext } from '../verify-command.js';
import { Chance } from './chance.js';
import { decisions } from './decisions-of-forms.js';
import { OfficeDesk } from './office-desk.js';
import { OfficeYear, yearBefore, type Played } from './office-year.js';
import { People } from './people.js';
import { Petitioners } from './petitioners.js';
import { ProgressBar } from './progress-bar.js';
import { SimulatedClock } from './simulated-clock.js';

export interface SeedOptions {
  cases: number;
  /** The same seed plays the same year. */
  seed: number;
  now: Date;
}

/**
 * `minqing seed`: plays petitions of a simulated year through the diagrams, by the demonstration's people. The server must not
 * run meanwhile: it would fire the year's timers at today's time. @throws CommandFault unless the database has no petition yet.
 */
export async function seedCommand(options: SeedOptions, context: CommandContext): Promise<number> {
  // Every command would log a line; the bar is what is looked at.
  const config = parseConfig({ ...context.env, LOG_LEVEL: context.env['LOG_LEVEL'] ?? 'warn' }, context.cwd);
  if (!config.demonstration) throw new CommandFault('演示数据只能装入演示环境（本机监听，且不是生产环境）。');
  const { first, last } = yearBefore(options.now);
  const clock = new SimulatedClock(new Date(Date.parse(`${first}T00:00:00+08:00`)));
  const app = await NestFactory.createApplicationContext(AppModule.with({ config, clock }), {
    logger: false,
    abortOnError: false,
  });
  try {
    await prepare(app);
    const bar = new ProgressBar(`演示数据 ${options.cases} 件`);
    const played = await (
      await officeYear(app, clock, new Chance(options.seed))
    ).play(first, last, options.cases, (share) => bar.show(share));
    for (const line of await summary(app.get(Database), played)) context.print(line);
    return played.stuck.size > 0 ? exitCodes.refused : exitCodes.ok;
  } finally {
    await app.close();
  }
}

async function prepare(app: INestApplicationContext): Promise<void> {
  const found = await app.get(Database).get(`SELECT 1 FROM petition_case LIMIT 1`);
  if (found) throw new CommandFault('数据库里已有信访事项，不能再装入演示数据。请换一个空的数据目录（DATA_DIR）。');
  const provisioning = app.get(Provisioning);
  await provisioning.deployShipped();
  await provisioning.demonstrate();
}

async function officeYear(app: INestApplicationContext, clock: SimulatedClock, chance: Chance): Promise<OfficeYear> {
  const database = app.get(Database);
  const calendar = app.get<WorkCalendar>(WORK_CALENDAR);
  const people = await People.of(database, app.get(ActorsPort));
  const services = { database, calendar, clock };
  const desk = new OfficeDesk(
    {
      ...services,
      tasks: app.get(TasksService),
      repository: app.get(TasksRepository),
      submissions: app.get(SubmissionCheck),
    },
    people,
    decisions,
    chance,
  );
  const petitioners = new Petitioners(database, app.get(RequestsService), people, chance);
  return new OfficeYear(
    { ...services, registration: app.get(RegistrationService), turn: app.get(Turn) },
    desk,
    people,
    chance,
    [() => petitioners.come()],
  );
}

async function summary(database: Database, { registered, completed, stuck }: Played): Promise<string[]> {
  const processes = await database.all<{ name: string; instances: number; ended: number }>(
    `SELECT d.name AS "name", count(*) AS "instances", sum(CASE WHEN i.ended_at IS NULL THEN 0 ELSE 1 END) AS "ended"
     FROM process_instance i JOIN process_definition d ON d.definition_key = i.definition_key GROUP BY d.name ORDER BY d.name`,
  );
  const notices = await database.all<{ title: string; issued: number }>(
    `SELECT title AS "title", count(*) AS "issued" FROM notice GROUP BY title ORDER BY title`,
  );
  const incidents = await database.all<{ element: string; message: string; count: number }>(
    `SELECT element_id AS "element", message AS "message", count(*) AS "count" FROM incident WHERE state = 'ACTIVE' GROUP BY element_id, message`,
  );
  return [
    `登记 ${registered} 件，办理 ${completed} 步。`,
    ...processes.map(({ name, instances, ended }) => `  ${name}：${instances} 次，已结束 ${ended} 次`),
    ...notices.map(({ title, issued }) => `  文书《${title}》：${issued} 份`),
    ...incidents.map(({ element, message, count }) => `异常 ${count} 起：${element}：${message}`),
    ...[...stuck].map(([reason, count]) => `未能办理 ${count} 次：${reason}`),
  ];
}
