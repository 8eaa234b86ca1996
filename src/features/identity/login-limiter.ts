import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { RateLimited } from '../../platform/failure.js';
import { AttemptWindow } from '../../platform/http/attempt-window.js';

const windowMillis = 5 * 60_000;
const perAccount = 8;
/** A whole office may share one address. */
const perAddress = 40;

const ofAccount = (account: string): string => `account ${account}`;
const ofAddress = (address: string): string => `address ${address}`;

/**
 * Limits failed logins by account and by address within a sliding window. An attempt counts before its password is checked,
 * so that many at once gain nothing; success takes it back.
 */
@Injectable()
export class LoginLimiter {
  private readonly attempts = new AttemptWindow(windowMillis);

  constructor(private readonly clock: Clock) {}

  /** @throws RateLimited with the time until the next attempt is taken. */
  begin(account: string, address: string): void {
    const limits = [
      { key: ofAccount(account), most: perAccount },
      { key: ofAddress(address), most: perAddress },
    ];
    const seconds = this.attempts.begin(limits, this.clock.now().getTime());
    if (seconds > 0) throw new RateLimited(`登录失败次数过多，请 ${Math.ceil(seconds / 60)} 分钟后再试。`, seconds);
  }

  /** Forgets the failures of the account and this one attempt of the address. */
  succeeded(account: string, address: string): void {
    this.attempts.forget(ofAccount(account));
    this.attempts.takeBack(ofAddress(address));
  }
}
