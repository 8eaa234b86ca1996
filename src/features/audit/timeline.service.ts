import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { CasesService } from '../cases/cases.service.js';
import { InstancesRepository, type InstanceRow } from './instances.repository.js';
import { assembleTimeline, type TimelineEvent } from './timeline/assemble.js';
import { TimelineFactsRepository } from './timeline/timeline-facts.repository.js';

/** What happened, told in order: of one instance, or of a case with all its instances that the reader may see. */
@Injectable()
export class TimelineService {
  constructor(
    private readonly instances: InstancesRepository,
    private readonly facts: TimelineFactsRepository,
    private readonly cases: CasesService,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure not-found */
  async ofInstance(key: string, actor: Actor): Promise<TimelineEvent[]> {
    return this.tell(await this.instances.visible(key, actor, this.clock.instant()), actor);
  }

  /** @throws Failure not-found */
  async ofCase(caseId: string, actor: Actor): Promise<TimelineEvent[]> {
    await this.cases.visible(actor, caseId);
    const timelines: TimelineEvent[][] = [];
    for (const instance of await this.instances.ofCase(caseId, actor, this.clock.instant()))
      timelines.push(await this.tell(instance, actor));
    return mergeByTime(timelines);
  }

  private async tell(instance: InstanceRow, actor: Actor): Promise<TimelineEvent[]> {
    return assembleTimeline(await this.facts.of(instance, actor));
  }
}

/** In time order; what happened at one instant keeps the order of its chain, older instances first. */
export function mergeByTime(timelines: readonly TimelineEvent[][]): TimelineEvent[] {
  return timelines.flat().sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}
