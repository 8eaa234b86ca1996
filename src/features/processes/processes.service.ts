import { Injectable } from '@nestjs/common';
import { notFound } from '../../platform/failure.js';
import { processNameIn } from './diagram-text.js';
import type { ProcessResourceView, VersionView } from './processes.dto.js';
import { ProcessesRepository, type DraftRow, type VersionRow } from './processes.repository.js';

/** What the process owner sees of diagrams: versions, who works on which, the draft, what went wrong. */
@Injectable()
export class ProcessesService {
  constructor(private readonly processes: ProcessesRepository) {}

  /** Diagrams by file name, drafts of new ones among them. */
  async list(): Promise<ProcessResourceView[]> {
    const drafts = new Map((await this.processes.drafts()).map((draft) => [draft.resourceName, draft]));
    const deployed = groupBy(await this.processes.versions(), (row) => row.resourceName);
    const names = [...new Set([...deployed.keys(), ...drafts.keys()])].sort();
    return names.map((name) => describe(name, deployed.get(name) ?? [], drafts.get(name)));
  }

  /** The file as it was deployed. @throws Failure not-found */
  async xml(resourceName: string, version: number): Promise<string> {
    const xml = await this.processes.xml(resourceName, version);
    if (xml === undefined) throw notFound('该版本的流程图');
    return xml;
  }
}

function describe(resourceName: string, rows: readonly VersionRow[], draft: DraftRow | undefined): ProcessResourceView {
  const newest = rows[0]?.version;
  const current = rows.filter((row) => row.version === newest);
  const versions = [...groupBy(rows, (row) => row.version).values()].map((group) => version(group, newest));
  const changes = [versions[0]?.deployedAt, draft?.savedAt].filter((at) => at !== undefined);
  return {
    resourceName,
    name: current[0]?.name ?? processNameIn(draft?.xml ?? '') ?? resourceName.replace(/\.bpmn$/, ''),
    processes: current.map(({ processId, name }) => ({ processId, name })),
    versions,
    draft: draft ? { savedAt: draft.savedAt, savedBy: draft.savedBy ?? '系统', baseVersion: draft.baseVersion } : null,
    lastChangedAt: changes.sort().at(-1)!,
    incidents: sum(rows, (row) => row.incidents),
  };
}

function version(rows: readonly VersionRow[], newest: number | undefined): VersionView {
  const [first] = rows;
  const tag = rows.find((row) => row.versionTag !== null)?.versionTag;
  return {
    version: first!.version,
    ...(tag ? { versionTag: tag } : {}),
    definitionKeys: Object.fromEntries(rows.map((row) => [row.processId, row.definitionKey])),
    deployedAt: first!.deployedAt,
    deployedBy: first!.deployedBy ?? '系统',
    note: first!.note,
    running: sum(rows, (row) => row.running),
    current: first!.version === newest,
  };
}

const sum = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((total, row) => total + of(row), 0);

/** Groups in the order in which their keys first appear. */
function groupBy<T, K>(rows: readonly T[], key: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
