import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/clock.js';
import { RateLimited } from '../../../platform/failure.js';
import { AttemptWindow } from '../../../platform/http/attempt-window.js';

const windowMillis = 5 * 60_000;
/** Wrong codes for one number from one address. */
const perNumber = 8;
/** Wrong answers to one address, which a hall or a village may share. */
const perAddress = 40;
/** Look-ups of one address, right or wrong: what it may make the server read. */
const lookups = 300;

/**
 * Limits look-ups by address within a sliding window. A number is never locked for everybody: numbers can be guessed, and
 * whoever wanted to keep a petitioner from the progress of the matter could lock it (domain.md H6). A code of eight of 31
 * characters leaves 8.5·10¹¹ to try, so that the limits keep the server free rather than the code secret.
 */
@Injectable()
export class LookupLimiter {
  private readonly attempts = new AttemptWindow(windowMillis);

  constructor(private readonly clock: Clock) {}

  /** @throws RateLimited with the time until the next attempt is taken. */
  begin(number: string, address: string): void {
    const limits = [
      { key: `number ${address} ${number}`, most: perNumber },
      { key: `wrong ${address}`, most: perAddress },
      { key: `any ${address}`, most: lookups },
    ];
    const seconds = this.attempts.begin(limits, this.clock.now().getTime());
    if (seconds > 0) {
      throw new RateLimited(
        `查询次数过多，请 ${Math.ceil(seconds / 60)} 分钟后再试，也可以拨打凭证上的咨询电话。`,
        seconds,
      );
    }
  }

  succeeded(number: string, address: string): void {
    this.attempts.takeBack(`number ${address} ${number}`);
    this.attempts.takeBack(`wrong ${address}`);
  }
}
