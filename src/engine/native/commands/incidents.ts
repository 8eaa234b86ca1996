/** Trying again what failed. */
import { CommandRefused } from '../../ports.js';
import { afterActivity } from '../elements/ad-hoc.js';
import { leaveCanceled } from '../elements/compensation.js';
import { lookAtCondition } from '../elements/conditions.js';
import { lookAt } from '../elements/joins.js';
import { subscribe } from '../elements/subscriptions.js';
import type { Execution } from '../execution/execution.js';
import { begin, complete, enter, leave, mapInputs } from '../execution/lifecycle.js';
import type { Incident } from '../state.js';
import type { CommandOf } from './settle.js';

export function resolveIncident(run: Execution, { key }: CommandOf<'resolveIncident'>): void {
  const incident = run.store.inner.incidents[run.journal.idOf(key)];
  if (!incident) throw new CommandRefused('incident-not-open', '异常已经处理');
  const { id, instance, element } = incident;
  delete run.store.inner.incidents[id];
  run.journal.recordAt(run.store.get(instance), 'INCIDENT_RESOLVED', { elementId: element });
  tryAgain(run, incident);
}

function tryAgain(run: Execution, { instance: id, element, retry }: Incident): void {
  switch (retry.step) {
    case 'enter':
    case 'reopen':
      return enter(run, id);
    case 'map':
      return mapInputs(run, id);
    case 'complete':
      return complete(run, id, retry.payload);
    case 'leave':
      return leave(run, id);
    case 'subscribe':
      return subscribe(run, id, run.program.nodes[element]!);
    case 'condition': {
      const subscription = run.store.inner.subscriptions[retry.subscription];
      if (subscription?.kind === 'conditional') lookAtCondition(run, subscription);
      return;
    }
    case 'release':
      return release(run);
    case 'join':
      return lookAt(run, id);
    case 'cancel':
      return leaveCanceled(run, id);
    case 'adHoc':
      return afterActivity(run, id, retry.locals, retry.isLast);
  }
}

function release(run: Execution): void {
  for (const { id, held } of run.store.instances()) {
    if (!held || !run.store.has(id)) continue;
    if (!run.takeStep()) return;
    delete run.store.edit(id).held;
    begin(run, id);
  }
}
