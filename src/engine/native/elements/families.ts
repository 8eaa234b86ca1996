/** Every element family in its place. */
import type { Families } from '../execution/families.js';
import type { Execution } from '../execution/execution.js';
import { enterCatch, enterHappened } from './catching.js';
import { remember, undone } from './compensation.js';
import { settleConditions } from './conditions.js';
import { enterComplex, enterEventBased, enterGateway } from './gateways.js';
import { join, reportDeadlocks, settleJoins } from './joins.js';
import { beginLoop, endRound } from './loops.js';
import { ended, enterSubProcess } from './scopes.js';
import { openEvents } from './subscriptions.js';
import { enterCall, enterDecision, enterJob, enterScript, enterTask, enterUserTask } from './tasks.js';
import { enterSend, enterThrow } from './throwing.js';

export const families: Families = {
  enter: {
    start: enterHappened,
    boundary: enterHappened,
    end: enterThrow,
    catch: enterCatch,
    receive: enterCatch,
    throw: enterThrow,
    send: enterSend,
    task: enterTask,
    userTask: enterUserTask,
    job: enterJob,
    script: enterScript,
    decision: enterDecision,
    call: enterCall,
    subProcess: enterSubProcess,
    exclusive: enterGateway,
    parallel: enterGateway,
    inclusive: enterGateway,
    complex: enterComplex,
    eventBased: enterEventBased,
  },
  beginLoop,
  endRound,
  join,
  openEvents,
  ended,
  remember,
  undone,
  settle,
};

function settle(run: Execution): boolean {
  // Variables may change while an instance is suspended, but nothing moves.
  if (run.store.inner.suspended) return false;
  if (settleConditions(run) || settleJoins(run)) return true;
  reportHeld(run);
  reportDeadlocks(run);
  return false;
}

/** One incident for all that a limit of the command held back: resolving it goes on from there. */
function reportHeld(run: Execution): void {
  const held = run.store.instances().find((instance) => instance.held);
  if (!held || run.store.incidents().some(({ retry }) => retry.step === 'release')) return;
  run.raise(held.id, { step: 'release' }, 'UNKNOWN', run.limitMet);
}
