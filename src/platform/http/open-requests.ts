import { Injectable } from '@nestjs/common';
import type { ServerResponse } from 'node:http';

/** Requests whose answer is not yet wholly handed to the system. */
@Injectable()
export class OpenRequests {
  private open = 0;
  private waiting: (() => void)[] = [];

  get count(): number {
    return this.open;
  }

  /** Counts a request until its answer is sent or its client is gone. */
  add(response: ServerResponse): void {
    this.open += 1;
    response.once('close', () => {
      this.open -= 1;
      if (this.open === 0) this.waiting.splice(0).forEach((resolve) => resolve());
    });
  }

  /** Resolves when none is open. */
  none(): Promise<void> {
    return this.open === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }
}
