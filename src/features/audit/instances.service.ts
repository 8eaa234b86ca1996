import { Injectable } from '@nestjs/common';
import { incidentProcess } from '../../domain/codes/process-codes.js';
import { IssuedNotices } from '../cases/issued-notices.js';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import type { ElementMarks, InstanceDetail, InstanceList, InstancesQuery, InstanceSummary } from './audit.dto.js';
import type { InstanceFilter } from './instance-filter.js';
import { InstancesRepository, type ElementRow, type IncidentRow, type InstanceRow } from './instances.repository.js';
import { pathOf } from './timeline/assemble.js';
import { elementName } from './timeline/element-names.js';
import { latenessOf } from './timeline/lateness.js';
import { TimelineFactsRepository } from './timeline/timeline-facts.repository.js';

const defaultSize = 20;

/** Process instances for the auditor: the list, and one instance as marks on its drawing. */
@Injectable()
export class InstancesService {
  constructor(
    private readonly instances: InstancesRepository,
    private readonly facts: TimelineFactsRepository,
    private readonly notices: IssuedNotices,
    private readonly clock: Clock,
  ) {}

  async list(query: InstancesQuery, actor: Actor): Promise<InstanceList> {
    const { page = 1, size = defaultSize } = query;
    const { rows, total } = await this.instances.list(filterOf(query), actor, this.clock.instant(), {
      offset: (page - 1) * size,
      size,
    });
    const current = await this.instances.current(rows.map((row) => row.key));
    return { items: rows.map((row) => summary(row, current)), total, page, size };
  }

  /** @throws Failure not-found */
  async detail(key: string, actor: Actor): Promise<InstanceDetail> {
    const row = await this.instances.visible(key, actor, this.clock.instant());
    const elements = await this.instances.elements(key);
    const steps = await this.instances.steps(key);
    const incidents = await this.instances.openIncidents(key);
    const path = pathOf(steps);
    return {
      ...summary(row, await this.instances.current([key])),
      elements: marksOf(elements, incidents, await this.lateElements(row)),
      flows: countsOf(path.filter((step) => step.kind === 'flow').map((step) => step.elementId)),
      notices: await this.notices.ofInstance(key, actor),
      incidentsOpen: incidents,
      path,
    };
  }

  private async lateElements(row: InstanceRow): Promise<ReadonlySet<string>> {
    const tasks = await this.instances.tasks(row.key);
    const clocks = row.caseId === null || row.processId === incidentProcess ? [] : await this.facts.clocks(row.caseId);
    const now = this.clock.instant();
    const late = tasks.filter((task) => latenessOf(task.completedAt ?? now, task.dueAt, clocks) !== undefined);
    return new Set(late.map((task) => task.elementId));
  }
}

function filterOf({ overdue, incident, page: _page, size: _size, ...query }: InstancesQuery): InstanceFilter {
  return {
    ...query,
    q: query.q?.trim(),
    ...(overdue === undefined ? {} : { overdue: overdue === 'true' }),
    ...(incident === undefined ? {} : { incident: incident === 'true' }),
  };
}

function summary(
  { unitId, unitName, endedAt, outcome, overdue, archiveName, ...row }: InstanceRow,
  current: readonly ElementRow[],
): InstanceSummary {
  return {
    ...row,
    ...(endedAt === null ? {} : { endedAt }),
    unit: unitId === null ? null : { id: unitId, name: unitName! },
    current: current
      .filter((element) => element.instanceKey === row.key)
      .map((element) => ({ elementId: element.elementId, name: elementName(element) })),
    overdue: overdue === 1,
    ...(outcome === null ? {} : { outcome }),
    ...(archiveName === null ? {} : { archiveName }),
  };
}

function marksOf(
  elements: readonly ElementRow[],
  incidents: readonly IncidentRow[],
  late: ReadonlySet<string>,
): Record<string, ElementMarks> {
  const marks: Record<string, ElementMarks> = {};
  for (const element of elements) {
    const before = marks[element.elementId];
    const at = element.endedAt ?? element.startedAt;
    marks[element.elementId] = {
      name: elementName(element),
      count: (before?.count ?? 0) + 1,
      active: (before?.active ?? 0) + (element.state === 'ACTIVE' ? 1 : 0),
      incidents: incidents.filter((incident) => incident.elementId === element.elementId).length,
      lastAt: before?.lastAt !== undefined && before.lastAt > at ? before.lastAt : at,
      late: late.has(element.elementId),
    };
  }
  return marks;
}

function countsOf(ids: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}
