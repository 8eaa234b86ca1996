/**
 * Data stores (BPMN 2.0.2 §10.4.1): one more scope around the process, which outlives the instance. The host keeps the
 * values; within a command the instance sees what it has written itself.
 */
import type { Json, Variables } from '../../ports.js';

export class DataStores {
  private readonly written = new Map<string, Json>();

  constructor(
    private readonly names: ReadonlySet<string>,
    private readonly before: Readonly<Variables> = {},
  ) {}

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** Null until something was written. */
  read(name: string): Json {
    const value = this.written.get(name);
    if (value !== undefined) return value;
    return Object.hasOwn(this.before, name) ? this.before[name]! : null;
  }

  write(name: string, value: Json): void {
    this.written.set(name, value);
  }

  all(): Variables {
    return Object.fromEntries([...this.names].map((name) => [name, this.read(name)]));
  }
}
