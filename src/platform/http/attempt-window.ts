/** Attempts under one name, and how many of them a window takes. */
export interface AttemptLimit {
  key: string;
  most: number;
}

/** Counts attempts by name within a sliding window, in the memory of this process. */
export class AttemptWindow {
  private readonly attempts = new Map<string, number[]>();

  /** @param capacity names kept at once; guessing with ever new names must not fill the memory */
  constructor(
    private readonly windowMillis: number,
    private readonly capacity = 10_000,
  ) {}

  /** Counts one attempt under each name, unless one of them has had its fill. Gives the seconds to wait; 0 when counted. */
  begin(limits: readonly AttemptLimit[], now: number): number {
    const wait = Math.max(...limits.map(({ key, most }) => this.waitFor(key, most, now)));
    if (wait > 0) return Math.ceil(wait / 1000);
    for (const { key } of limits) this.attempts.set(key, [...this.recent(key, now), now]);
    if (this.attempts.size > this.capacity) this.forgetOld(now);
    return 0;
  }

  /** The last attempt under this name was a good one and does not count. */
  takeBack(key: string): void {
    this.attempts.get(key)?.pop();
  }

  forget(key: string): void {
    this.attempts.delete(key);
  }

  private waitFor(key: string, most: number, now: number): number {
    const recent = this.recent(key, now);
    return recent.length < most ? 0 : recent[recent.length - most]! + this.windowMillis - now;
  }

  private recent(key: string, now: number): number[] {
    // Those of the far future were made before the clock was put back; counted, they would lock the name until it catches up.
    return (this.attempts.get(key) ?? []).filter((at) => Math.abs(now - at) < this.windowMillis);
  }

  private forgetOld(now: number): void {
    for (const key of this.attempts.keys()) if (this.recent(key, now).length === 0) this.attempts.delete(key);
    for (const key of this.attempts.keys()) {
      if (this.attempts.size <= this.capacity) return;
      this.attempts.delete(key);
    }
  }
}
