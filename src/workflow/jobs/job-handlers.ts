import { Injectable } from '@nestjs/common';
import type { JobHandler } from '../ports/case-port.js';

/** Job types that the server carries out itself; features add theirs at start. All others wait for an external worker. */
@Injectable()
export class JobHandlers {
  private readonly handlers = new Map<string, JobHandler>();

  add(handler: JobHandler): void {
    if (this.handlers.has(handler.type)) throw new Error(`two handlers for job type ${handler.type}`);
    this.handlers.set(handler.type, handler);
  }

  of(type: string): JobHandler | undefined {
    return this.handlers.get(type);
  }

  get types(): string[] {
    return [...this.handlers.keys()];
  }
}
