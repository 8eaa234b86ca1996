import type { Problem } from '../ports.js';

/** A .dmn file that may not be deployed, with every problem found. */
export class DecisionsRejected extends Error {
  constructor(readonly problems: Problem[]) {
    super(`决策文件有 ${problems.length} 个问题，未发布`);
    this.name = 'DecisionsRejected';
  }
}
