import { databaseAway, isAway } from './faults.js';

const firstPause = 100;
const longestPause = 5_000;

/**
 * Keeps callers away from a server that could not be reached: after each failure a pause that doubles, in which they are
 * refused at once, and then one of them tries for all. A crowd of requests would otherwise hold on to time-outs, and storm
 * the server as it comes up.
 */
export class Availability {
  private pause = 0;
  private closedUntil = 0;
  private isProbing = false;

  /** @param now milliseconds of a clock that only goes forward */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @throws Unavailable while nobody shall try. */
  async attempt<T>(connect: () => Promise<T>): Promise<T> {
    if (this.pause === 0) return this.tried(connect);
    const rest = this.closedUntil - this.now();
    if (rest > 0 || this.isProbing) throw databaseAway(Math.max(1, Math.ceil(rest / 1_000)));
    this.isProbing = true;
    try {
      return await this.tried(connect);
    } finally {
      this.isProbing = false;
    }
  }

  private async tried<T>(connect: () => Promise<T>): Promise<T> {
    try {
      const connection = await connect();
      this.pause = 0;
      return connection;
    } catch (reason) {
      // Those that had set out together count as one failure.
      if (isAway(reason) && this.now() >= this.closedUntil) {
        this.pause = Math.min(longestPause, this.pause === 0 ? firstPause : this.pause * 2);
        this.closedUntil = this.now() + this.pause;
      }
      throw reason;
    }
  }
}
