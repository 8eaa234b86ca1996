import { Injectable } from '@nestjs/common';
import type { Problem } from '../../engine/ports.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { Deployer } from '../../workflow/definitions/deployer.js';
import { assertDiagramSize } from './diagram-text.js';
import type { DeployRequest, DeploymentView } from './processes.dto.js';
import { ProcessesRepository } from './processes.repository.js';

/** Publishing a diagram from the studio. */
@Injectable()
export class DeploymentsService {
  constructor(
    private readonly deployer: Deployer,
    private readonly processes: ProcessesRepository,
    private readonly database: Database,
  ) {}

  /** Every problem that would stop the deployment. @throws Failure diagram-too-large */
  async check(xml: string): Promise<Problem[]> {
    assertDiagramSize(xml);
    return this.deployer.check(xml);
  }

  /**
   * Publishes the diagram as its next version; instances that run stay on theirs. The draft that was published goes, a
   * different one that another person saved meanwhile stays.
   * @throws DefinitionRejected; Failure stale-base, process-elsewhere, diagram-too-large
   */
  async deploy(request: DeployRequest, actor: Actor): Promise<DeploymentView> {
    const { resourceName, xml, note, baseVersion } = request;
    assertDiagramSize(xml);
    const files = [{ name: resourceName, content: xml }];
    const deployed = await this.deployer.deploy({ files, note: note.trim(), userId: actor.userId, baseVersion });
    await this.database.write((transaction) => this.processes.deletePublishedDraft(transaction, resourceName, xml, actor.userId));

    const rows = await this.processes.versions(resourceName);
    const version = rows[0]!.version;
    const runningOnOlder = rows.filter((row) => row.version < version).reduce((total, row) => total + row.running, 0);
    const isNew = rows[0]!.deploymentKey === deployed.deploymentKey;
    return {
      deploymentKey: deployed.deploymentKey,
      version,
      definitions: deployed.definitions.map((d) => ({ key: d.definitionKey, processId: d.processId, name: d.name, version: d.version })),
      runningOnOlder,
      message: isNew ? published(version, runningOnOlder) : `内容与第 ${version} 版相同，没有产生新版本。`,
    };
  }
}

function published(version: number, runningOnOlder: number): string {
  const older = runningOnOlder > 0 ? `正在办理的 ${runningOnOlder} 件仍按原版本办理，不受影响。` : '目前没有按旧版本办理的事项。';
  return `已发布第 ${version} 版，新发起的事项按新版办理。${version > 1 ? older : ''}`;
}
