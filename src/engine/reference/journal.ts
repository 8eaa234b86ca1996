/** The history of one command, and the keys it gives out. */
import { CommandRefused } from '../ports.js';
import type { HistoryEvent, HistoryEventType, Key } from '../ports.js';
import type { ElementInstance } from './inner-state.js';

/** Keys of one instance; instance numbers are 2²³ apart. */
const KEYS_PER_INSTANCE = 2 ** 23;

export class Journal {
  readonly events: HistoryEvent[] = [];

  /** @param counter number of the next key. */
  constructor(
    private readonly instances: Readonly<Record<string, ElementInstance>>,
    private readonly keyBase: bigint,
    public counter: number,
  ) {}

  record(type: HistoryEventType, event: Omit<HistoryEvent, 'type'> = {}): void {
    this.events.push({ type, ...event });
  }

  /** Records an event of an element instance. */
  recordAt(instance: ElementInstance, type: HistoryEventType, event: Pick<HistoryEvent, 'payload'> = {}): void {
    const { elementId, key, scope } = instance;
    this.record(type, { elementId, elementInstanceKey: key, ...this.scopeKey(scope), ...event });
  }

  /** @param scope execution id of the surrounding subprocess instance; undefined at the top. */
  scopeKey(scope: string | undefined): Pick<HistoryEvent, 'scopeKey'> {
    const owner = scope === undefined ? undefined : this.instances[scope];
    return owner ? { scopeKey: owner.key } : {};
  }

  /** @throws CommandRefused when the instance has used up its keys. */
  nextKey(): Key {
    if (this.counter >= KEYS_PER_INSTANCE) {
      throw new CommandRefused('limit-exceeded', '实例的环节编号已用完，不能继续');
    }
    const key = String(this.keyBase + BigInt(this.counter));
    this.counter += 1;
    return key;
  }
}
