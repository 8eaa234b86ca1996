/** The server's only source of time; tests hand in one that they move by hand. */
export abstract class Clock {
  abstract now(): Date;

  /** The present instant as ISO 8601 text in UTC. */
  instant(): string {
    return this.now().toISOString();
  }
}

export class SystemClock extends Clock {
  override now(): Date {
    return new Date();
  }
}
