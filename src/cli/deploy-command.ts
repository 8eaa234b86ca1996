import { NestFactory } from '@nestjs/core';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { AppModule } from '../app.module.js';
import { DefinitionRejected } from '../engine/ports.js';
import { parseConfig } from '../platform/config/config.js';
import { Failure } from '../platform/failure.js';
import { Deployer, type Deployed, type ResourceFile } from '../workflow/definitions/deployer.js';
import { exitCodes, UsageError } from './exit-codes.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing deploy`: publishes diagrams and forms as one deployment; a refused file changes nothing. The server may run
 * meanwhile.
 * @throws UsageError when a file cannot be read.
 */
export async function deployCommand(files: readonly string[], note: string, context: CommandContext): Promise<number> {
  const resources = files.map(read);
  const app = await NestFactory.createApplicationContext(
    AppModule.with({ config: parseConfig(context.env, context.cwd) }),
    { logger: false, abortOnError: false },
  );
  try {
    const deployed = await app.get(Deployer).deploy({ files: resources, note, userId: 'system' });
    for (const line of described(deployed)) context.print(line);
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

function read(file: string): ResourceFile {
  try {
    return { name: basename(file), content: readFileSync(file, 'utf8') };
  } catch {
    throw new UsageError(`不能读取文件 ${file}。`);
  }
}

function described(deployed: Deployed): string[] {
  return [
    ...deployed.definitions.map(
      (definition) => `流程「${definition.name}」(${definition.processId})第 ${definition.version} 版`,
    ),
    ...deployed.forms.map((form) => `表单 ${form.formId} 第 ${form.version} 版`),
  ];
}

const describe = (problem: { elementId?: string; path?: string; message: string }): string => {
  const place = problem.elementId || problem.path;
  return place ? `${place}:${problem.message}` : problem.message;
};
