import { basename } from 'node:path';
import { Deployer, type Deployed } from '../workflow/definitions/deployer.js';
import { withApplication } from './application.js';
import { readTextFile } from './read-text-file.js';
import type { CommandContext } from './verify-command.js';

/**
 * `minqing deploy`: publishes diagrams and forms as one deployment; a refused file changes nothing.
 * @throws UsageError when a file cannot be read.
 */
export function deployCommand(files: readonly string[], note: string, context: CommandContext): Promise<number> {
  const resources = files.map((file) => ({ name: basename(file), content: readTextFile(file) }));
  return withApplication(context, async (app) =>
    described(await app.get(Deployer).deploy({ files: resources, note, userId: 'system' })),
  );
}

function described(deployed: Deployed): string[] {
  return [
    ...deployed.definitions.map(
      (definition) => `流程「${definition.name}」（${definition.processId}）第 ${definition.version} 版`,
    ),
    ...deployed.forms.map((form) => `表单 ${form.formId} 第 ${form.version} 版`),
  ];
}
