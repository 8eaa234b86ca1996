import { Clock } from '../../platform/clock/clock.js';

/** The year that is played passes as fast as it is played. */
export class SimulatedClock extends Clock {
  constructor(private at: Date) {
    super();
  }

  override now(): Date {
    return new Date(this.at);
  }

  /** @throws RangeError when time would go back: history is written in its order. */
  moveTo(at: Date): void {
    if (at < this.at) throw new RangeError('simulated time cannot go back');
    this.at = at;
  }
}
