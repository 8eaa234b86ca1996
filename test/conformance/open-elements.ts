/** Which element instances are open, as a host can tell from the history, and which waits there have ever been. */
import type { HistoryEvent, Key, Outcome, Wait } from '../../src/engine/ports.js';

export interface Address {
  elementId: string;
  /** `task*`: the body of a loop or multi-instance activity. */
  body: boolean;
  /** `task#2`: the second by key; 1 when nothing is said. */
  place: number;
}

export function addressOf(word: string): Address {
  const [, elementId, star, place] = /^([^#*]+)(\*)?(?:#(\d+))?$/.exec(word) ?? [];
  if (!elementId) throw new Error(`“${word}” is no element`);
  return { elementId, body: star !== undefined, place: Number(place ?? 1) };
}

export class OpenElements {
  /** Keys by `element` or `element*`. */
  private readonly open = new Map<Key, string>();
  private readonly waited = new Map<string, Key>();
  private last: Outcome | undefined;

  follow(outcome: Outcome): void {
    this.last = outcome;
    for (const event of outcome.events) this.track(event);
    for (const wait of outcome.waits) this.waited.set(`${wait.kind} ${wait.elementId}`, wait.key);
    for (const incident of outcome.incidents) this.waited.set(`incident ${incident.elementId}`, incident.key);
  }

  rename(mapping: Readonly<Record<string, string>>): void {
    for (const [key, name] of this.open) {
      const id = name.replace('*', '');
      this.open.set(key, name.replace(id, mapping[id] ?? id));
    }
  }

  /** The key of an open element instance; undefined when there is none. */
  element(word: string): Key | undefined {
    const { elementId, body, place } = addressOf(word);
    const name = body ? `${elementId}*` : elementId;
    return byKey([...this.open].filter(([, open]) => open === name).map(([key]) => key))[place - 1];
  }

  wait(kind: Wait['kind'], word: string): Wait | undefined {
    const { elementId, place } = addressOf(word);
    const waits = this.last?.waits.filter((wait) => wait.kind === kind && wait.elementId === elementId) ?? [];
    const key = byKey(waits.map((wait) => wait.key))[place - 1];
    return waits.find((wait) => wait.key === key);
  }

  incident(word: string): Key | undefined {
    const { elementId, place } = addressOf(word);
    const incidents = this.last?.incidents.filter((incident) => incident.elementId === elementId) ?? [];
    return byKey(incidents.map(({ key }) => key))[place - 1];
  }

  /** The key that a wait or incident had, for commands that come too late. */
  former(kind: Wait['kind'] | 'incident', word: string): Key | undefined {
    return this.waited.get(`${kind} ${addressOf(word).elementId}`);
  }

  private track({ type, elementId, elementInstanceKey, body }: HistoryEvent): void {
    if (!elementId || !elementInstanceKey) return;
    if (type === 'ELEMENT_ACTIVATED') this.open.set(elementInstanceKey, body ? `${elementId}*` : elementId);
    if (type === 'ELEMENT_COMPLETED' || type === 'ELEMENT_TERMINATED') this.open.delete(elementInstanceKey);
  }
}

function byKey(keys: Key[]): Key[] {
  return keys.sort((one, other) => (BigInt(one) < BigInt(other) ? -1 : 1));
}
