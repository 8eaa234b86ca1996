/** What an engine refuses. */

export interface Problem {
  elementId: string;
  /** Rule name in kebab-case, the same in the browser's lint. */
  rule: string;
  /** One Chinese sentence that says what to change. */
  message: string;
  severity: 'error' | 'warning';
}

export class DefinitionRejected extends Error {
  constructor(readonly problems: Problem[]) {
    super(`流程图有 ${problems.length} 个问题，未发布`);
    this.name = 'DefinitionRejected';
  }
}

export type RefusalCode =
  | 'task-not-open'
  | 'timer-not-open'
  | 'subscription-not-open'
  | 'job-not-open'
  | 'call-not-open'
  | 'ad-hoc-not-open'
  | 'scope-not-open'
  | 'instance-ended'
  | 'instance-active'
  | 'incident-not-open'
  | 'not-supported'
  | 'start-event-unknown'
  | 'instance-suspended'
  | 'modification-refused'
  | 'migration-refused'
  | 'limit-exceeded'
  | 'engine-failed';

/** One reason why a modification or a migration was refused. */
export interface RefusalDetail {
  elementId: string;
  message: string;
}

export class CommandRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** Every reason, where several were found; a modification or migration is checked as a whole. */
    readonly details: readonly RefusalDetail[] = [],
  ) {
    super(message);
    this.name = 'CommandRefused';
  }
}
