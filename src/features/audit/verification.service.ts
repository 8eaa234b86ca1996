import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.js';
import { Clock } from '../../platform/clock/clock.js';
import { HistoryReader } from '../../workflow/history/history-reader.js';
import type { Verification } from '../../workflow/history/verify.js';
import { InstancesRepository } from './instances.repository.js';

/** Proves that the history was not altered, and says so in words. */
@Injectable()
export class VerificationService {
  private whole: Promise<Verification> | null = null;

  constructor(
    private readonly history: HistoryReader,
    private readonly instances: InstancesRepository,
    private readonly clock: Clock,
  ) {}

  /** One instance, or everything. @throws Failure not-found for an instance outside the actor's scope. */
  async verify(instanceKey: string | undefined, actor: Actor): Promise<Verification & { checkedAt: string }> {
    const checkedAt = this.clock.instant();
    if (instanceKey === undefined) return { ...(await this.verifyAll()), checkedAt };
    await this.instances.visible(instanceKey, actor, checkedAt);
    return { ...(await this.history.verify(instanceKey)), checkedAt };
  }

  /** Reads the whole history: those who ask while it runs share the result. */
  private verifyAll(): Promise<Verification> {
    this.whole ??= this.history.verify().finally(() => (this.whole = null));
    return this.whole;
  }
}
