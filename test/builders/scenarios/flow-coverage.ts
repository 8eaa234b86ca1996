import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import { Database } from '../../../src/platform/database/database.js';
import type { TestServer } from '../server.js';

const root = join(__dirname, '../../..');
const tableFile = join(root, 'docs/scenarios.md');

export interface Flow {
  id: string;
  /** `接谈 → 研判`, for who reads what was missed. */
  path: string;
}

/** Sequence flows of a shipped process, those inside its subprocesses included, in the order of the file. */
export async function flowsOf(processId: string): Promise<Flow[]> {
  for (const file of readdirSync(join(root, 'processes')).filter((name) => name.endsWith('.bpmn'))) {
    const read = (await new BpmnModdle().fromXML(readFileSync(join(root, 'processes', file), 'utf8'))) as unknown;
    const all = Object.values((read as { elementsById: Record<string, FlowElement> }).elementsById);
    if (!all.some((element) => element.$type === 'bpmn:Process' && element.id === processId)) continue;
    return all
      .filter((element) => element.$type === 'bpmn:SequenceFlow' && processOf(element) === processId)
      .map(({ id, sourceRef, targetRef }) => ({ id, path: `${nameOf(sourceRef!)} → ${nameOf(targetRef!)}` }));
  }
  throw new Error(`no shipped diagram has the process ${processId}`);
}

interface FlowElement {
  id: string;
  $type: string;
  name?: string;
  $parent?: FlowElement;
  sourceRef?: FlowElement;
  targetRef?: FlowElement;
}

const nameOf = ({ name, id }: FlowElement): string => name || id;

function processOf(element: FlowElement): string | undefined {
  return element.$type === 'bpmn:Process' ? element.id : element.$parent && processOf(element.$parent);
}

/**
 * Which flows of a process the scenarios of a spec took. A spec of a process adds every server it played on before closing it,
 * and ends with {@link expectWhole}.
 */
export class FlowCoverage {
  private readonly taken = new Set<string>();
  private instances = 0;

  constructor(
    readonly processId: string,
    private readonly title: string,
  ) {}

  /** Reads the history of everything that ran on the server. */
  async add(server: TestServer): Promise<void> {
    const database = server.app.get(Database);
    const rows = await database.all<{ id: string }>(
      `SELECT DISTINCT h.element_id AS "id" FROM history_event h JOIN process_instance i ON i.instance_key = h.instance_key
       WHERE h.type = 'FLOW_TAKEN' AND i.process_id = ?`,
      [this.processId],
    );
    for (const { id } of rows) this.taken.add(id);
    const counted = await database.get<{ count: number }>(
      `SELECT count(*) AS "count" FROM process_instance WHERE process_id = ?`,
      [this.processId],
    );
    this.instances += Number(counted!.count);
  }

  /** Flows that no scenario took. */
  async untaken(): Promise<string[]> {
    const flows = await flowsOf(this.processId);
    return flows.filter(({ id }) => !this.taken.has(id)).map(({ id, path }) => `${id} (${path})`);
  }

  /** The line of this process in `docs/scenarios.md`; `SCENARIOS=write` puts it there. */
  async row(): Promise<string> {
    const flows = await flowsOf(this.processId);
    const count = flows.filter(({ id }) => this.taken.has(id)).length;
    const share = `${Math.floor((100 * count) / flows.length)} %`;
    const row = `| \`${this.processId}\` | ${this.title} | ${flows.length} | ${count} | ${share} | ${this.instances} |`;
    if (process.env['SCENARIOS'] === 'write') writeRow(this.processId, row);
    return row;
  }
}

/** What the spec of a process ends with: nothing was left out, and `docs/scenarios.md` says so. */
export async function expectWhole(...coverages: FlowCoverage[]): Promise<void> {
  for (const coverage of coverages) {
    expect(await coverage.untaken()).toEqual([]);
    const row = await coverage.row();
    expect(documentedRows()).toContain(row);
  }
}

const documentedRows = (): string[] =>
  readFileSync(tableFile, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'));

function writeRow(processId: string, row: string): void {
  const lines = readFileSync(tableFile, 'utf8').trimEnd().split('\n');
  const others = documentedRows().filter((line) => !line.startsWith(`| \`${processId}\``));
  const head = lines.filter((line) => !line.startsWith('| `'));
  writeFileSync(tableFile, `${[...head, ...[...others, row].sort()].join('\n')}\n`);
}
