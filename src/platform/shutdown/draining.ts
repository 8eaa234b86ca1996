import { Injectable } from '@nestjs/common';

/**
 * Whether the server is about to end. What waits or repeats (streams, long polls, loops over jobs) looks here and stops
 * early; what has begun to write is finished.
 */
@Injectable()
export class Draining {
  private readonly controller = new AbortController();

  /** Aborted when the server begins to end. */
  readonly signal: AbortSignal = this.controller.signal;

  get begun(): boolean {
    return this.signal.aborted;
  }

  begin(): void {
    this.controller.abort();
  }
}
