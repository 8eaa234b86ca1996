/** The history of one command, and the ids it gives out. */
import { CommandRefused } from '../../ports.js';
import type { HistoryEvent, HistoryEventType, Key } from '../../ports.js';
import { PROCESS } from '../state.js';
import type { Instance } from '../state.js';

/** Ids of one instance; instance numbers are 2²³ apart. */
const IDS_PER_INSTANCE = 2 ** 23;

export class Journal {
  readonly events: HistoryEvent[] = [];

  constructor(
    private readonly keyBase: bigint,
    /** The next id. */
    public counter: number,
  ) {}

  record(type: HistoryEventType, event: Omit<HistoryEvent, 'type'> = {}): void {
    this.events.push({ type, ...event });
  }

  recordAt(instance: Instance, type: HistoryEventType, event: Omit<HistoryEvent, 'type'> = {}): void {
    if (instance.id === PROCESS) return this.record(type, event);
    this.events.push({
      type,
      elementId: instance.element,
      elementInstanceKey: this.keyOf(instance.id),
      ...(instance.loop && { body: true as const }),
      ...this.scopeKey(instance.parent),
      ...event,
    });
  }

  /** @param scope id of the surrounding instance. */
  scopeKey(scope: number): Pick<HistoryEvent, 'scopeKey'> {
    return scope === PROCESS ? {} : { scopeKey: this.keyOf(scope) };
  }

  keyOf(id: number): Key {
    return String(this.keyBase + BigInt(id));
  }

  /** @returns the id of a key of this instance, or -1. */
  idOf(key: Key): number {
    if (!/^\d{1,19}$/.test(key)) return -1;
    const id = BigInt(key) - this.keyBase;
    return id >= 0n && id < IDS_PER_INSTANCE ? Number(id) : -1;
  }

  /** @throws CommandRefused when the instance has used up its ids. */
  nextId(): number {
    if (this.counter >= IDS_PER_INSTANCE) {
      throw new CommandRefused('limit-exceeded', '实例的环节编号已用完，不能继续');
    }
    this.counter += 1;
    return this.counter - 1;
  }
}
