import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { RateLimited } from '../../platform/failure.js';

const windowMillis = 5 * 60_000;
const perAccount = 8;
/** A whole office may share one address. */
const perAddress = 40;
/** Names and addresses kept at once; guessing with ever new names must not fill the memory. */
const capacity = 10_000;

/**
 * Limits failed logins by account and by address within a sliding window. An attempt counts before its password is checked,
 * so that many at once gain nothing; success takes it back.
 */
@Injectable()
export class LoginLimiter {
  private readonly attempts = new Map<string, number[]>();

  constructor(protected readonly clock: Clock) {}

  /** @throws RateLimited with the time until the next attempt is taken. */
  begin(account: string, address: string): void {
    const now = this.clock.now().getTime();
    const keys = this.keys(account, address);
    const waits = keys.map(([key, limit]) => this.waitFor(key, limit, now));
    const wait = Math.max(...waits);
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      throw new RateLimited(this.sentence(Math.ceil(seconds / 60)), seconds);
    }
    for (const [key] of keys) this.attempts.set(key, [...this.recent(key, now), now]);
    if (this.attempts.size > capacity) this.forgetOld(now);
  }

  /** Forgets the failures of the account and this one attempt of the address. */
  succeeded(account: string, address: string): void {
    const [[accountKey], [addressKey]] = this.keys(account, address);
    this.attempts.delete(accountKey);
    this.attempts.get(addressKey)?.pop();
  }

  protected sentence(minutes: number): string {
    return `登录失败次数过多，请 ${minutes} 分钟后再试。`;
  }

  private keys(account: string, address: string): [[string, number], [string, number]] {
    return [
      [`account ${account}`, perAccount],
      [`address ${address}`, perAddress],
    ];
  }

  private waitFor(key: string, limit: number, now: number): number {
    const recent = this.recent(key, now);
    return recent.length < limit ? 0 : recent[recent.length - limit]! + windowMillis - now;
  }

  private recent(key: string, now: number): number[] {
    // Those of the far future were made before the clock was put back; counted, they would lock the account until it catches up.
    return (this.attempts.get(key) ?? []).filter((at) => Math.abs(now - at) < windowMillis);
  }

  private forgetOld(now: number): void {
    for (const key of this.attempts.keys()) if (this.recent(key, now).length === 0) this.attempts.delete(key);
    for (const key of this.attempts.keys()) {
      if (this.attempts.size <= capacity) return;
      this.attempts.delete(key);
    }
  }
}
