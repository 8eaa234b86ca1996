import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { DefinitionRejected } from '../engine/ports.js';
import { parseConfig } from '../platform/config/config.js';
import { Failure } from '../platform/failure.js';
import { exitCodes } from './exit-codes.js';
import type { CommandContext } from './verify-command.js';

/**
 * Does something with the whole application, not listening, on this installation's database. What the application refuses
 * is printed with each place that is at fault. The server may run meanwhile.
 */
export async function withApplication(
  context: CommandContext,
  work: (app: INestApplicationContext) => Promise<string[]>,
): Promise<number> {
  const app = await NestFactory.createApplicationContext(
    AppModule.with({ config: parseConfig(context.env, context.cwd) }),
    { logger: false, abortOnError: false },
  );
  try {
    for (const line of await work(app)) context.print(line);
    return exitCodes.ok;
  } catch (reason) {
    if (!(reason instanceof DefinitionRejected) && !(reason instanceof Failure)) throw reason;
    context.print(reason.message);
    for (const problem of reason.problems ?? []) context.print(`  - ${describe(problem)}`);
    return exitCodes.refused;
  } finally {
    await app.close();
  }
}

const describe = (problem: { elementId?: string; path?: string; message: string }): string => {
  const place = problem.elementId || problem.path;
  return place ? `${place}：${problem.message}` : problem.message;
};
