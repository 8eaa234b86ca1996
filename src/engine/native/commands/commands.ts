/** Which function carries out which command on a running instance. */
import type { Command, Definition } from '../../ports.js';
import type { Execution } from '../execution/execution.js';
import { resolveIncident } from './incidents.js';
import { cancel, checkSuspended, resume, setVariables, suspend } from './lifecycle.js';
import { migrate } from './migrate.js';
import { modify } from './modify.js';
import * as settle from './settle.js';

/** @returns the execution to go on with: migration continues in another version of the process. */
export function carryOut(
  run: Execution,
  definition: Definition,
  command: Exclude<Command, { type: 'start' }>,
): Execution {
  checkSuspended(run, command);
  if (command.type === 'migrate') return migrate(run, definition, command);
  perform(run, command);
  return run;
}

function perform(run: Execution, command: Exclude<Command, { type: 'start' } | { type: 'migrate' }>): void {
  switch (command.type) {
    case 'completeTask':
      return settle.completeTask(run, command);
    case 'fireTimer':
      return settle.fireTimer(run, command);
    case 'rescheduleTimer':
      return settle.rescheduleTimer(run, command);
    case 'correlateMessage':
      return settle.correlateMessage(run, command);
    case 'broadcastSignal':
      return settle.broadcastSignal(run, command);
    case 'settleJob':
      return settle.settleJob(run, command);
    case 'settleCall':
      return settle.settleCall(run, command);
    case 'activateAdHoc':
      return settle.activateAdHoc(run, command);
    case 'setVariables':
      return setVariables(run, command);
    case 'resolveIncident':
      return resolveIncident(run, command);
    case 'suspend':
      return suspend(run);
    case 'resume':
      return resume(run);
    case 'cancel':
      return cancel(run, command);
    case 'modify':
      return modify(run, command);
  }
}
