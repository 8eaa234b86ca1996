import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { notFound, type FieldProblem } from '../../platform/failure.js';
import { Definitions } from '../../workflow/definitions/definitions.js';
import { Deployer } from '../../workflow/definitions/deployer.js';
import type { PublishedResource, PublishResourceRequest, ResourceUse, ResourceView } from './resources.dto.js';
import { ResourcesRepository, type ResourceVersionRow } from './resources.repository.js';

/** Forms and decision tables as the process owner keeps them: who uses them, their versions, publishing the next. */
@Injectable()
export class ResourcesService {
  constructor(
    private readonly resources: ResourcesRepository,
    private readonly definitions: Definitions,
    private readonly deployer: Deployer,
  ) {}

  async list(): Promise<ResourceView[]> {
    const rows = await this.resources.versions();
    const uses = await this.uses();
    const names = [...new Set(rows.map((row) => row.name))];
    return names.map((name) =>
      viewOf(
        rows.filter((row) => row.name === name),
        uses,
      ),
    );
  }

  /** @throws Failure not-found */
  async content(name: string, version: number): Promise<string> {
    const content = await this.resources.content(name, version);
    if (content === undefined) throw notFound('该版本的表单或决策表');
    return content;
  }

  check(name: string, content: string): Promise<FieldProblem[]> {
    return this.deployer.checkResource({ name, content });
  }

  /** The next version; steps that begin later take it. @throws Failure form-rejected, decision-rejected, stale-base */
  async publish(request: PublishResourceRequest, actor: Actor): Promise<PublishedResource> {
    const { name, content, note, baseVersion } = request;
    const files = [{ name, content }];
    await this.deployer.deploy({ files, note: note.trim(), userId: actor.userId, baseVersion });
    const newest = (await this.resources.versions()).find((row) => row.name === name)!;
    const message =
      newest.version === baseVersion
        ? `内容与第 ${newest.version} 版相同，没有产生新版本。`
        : `已发布第 ${newest.version} 版，之后到达的步骤按新版办理，已经打开的待办仍按原版。`;
    return { name, version: newest.version, message };
  }

  /** Uses by id of the form or decision. */
  private async uses(): Promise<Map<string, ResourceUse[]>> {
    const uses = new Map<string, ResourceUse[]>();
    const add = (id: string, use: ResourceUse): void => void uses.set(id, [...(uses.get(id) ?? []), use]);
    for (const row of await this.definitions.newest()) {
      const definition = await this.definitions.compiledOf(row);
      const process = { processId: row.processId, processName: row.name };
      for (const { formId, name } of Object.values(definition.elements))
        if (formId) add(`form:${formId}`, { ...process, elementName: name });
      for (const { id } of definition.calledDecisions) add(`dmn:${id}`, { ...process, elementName: '' });
    }
    return uses;
  }
}

function viewOf(rows: readonly ResourceVersionRow[], uses: ReadonlyMap<string, ResourceUse[]>): ResourceView {
  const [first] = rows;
  const { name, kind, version: newest } = first!;
  const ids = new Set(rows.filter((row) => row.version === newest).map((row) => row.id));
  const usedBy = [...ids].flatMap((id) => uses.get(`${kind}:${id}`) ?? []);
  const versions = [...new Map(rows.map((row) => [row.version, row])).values()];
  return {
    name,
    kind,
    title: first!.title ?? (usedBy[0]?.elementName || first!.id),
    versions: versions.map(({ version, deployedAt, deployedBy, note }) => ({
      version,
      deployedAt,
      deployedBy: deployedBy ?? '系统',
      note,
    })),
    usedBy,
  };
}
