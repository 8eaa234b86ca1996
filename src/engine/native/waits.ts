/** Open waits and incidents as the host sees them, computed from the final state. */
import type { OpenIncident, Variables, Wait } from '../ports.js';
import type { Node } from './compile/program.js';
import { startable } from './elements/ad-hoc.js';
import type { Execution } from './execution/execution.js';
import type { Instance, Subscription, WaitRecord } from './state.js';

export function openWaits(run: Execution): Wait[] {
  const waits: Wait[] = [];
  for (const instance of run.store.instances()) {
    if (instance.wait && canBeAnswered(run, instance)) waits.push(ofInstance(run, instance, instance.wait));
  }
  for (const subscription of run.store.subscriptions()) waits.push(ofSubscription(run, subscription));
  return waits;
}

/** An ad-hoc subprocess with sequential ordering offers nothing while one of its activities is active. */
function canBeAnswered(run: Execution, instance: Instance): boolean {
  return instance.wait?.kind !== 'adHoc' || startable(run, instance).length > 0;
}

function ofInstance(run: Execution, instance: Instance, record: WaitRecord): Wait {
  const node = run.nodeOf(instance);
  const key = run.journal.keyOf(instance.id);
  const base = { key, elementId: node.id, elementInstanceKey: key };
  switch (record.kind) {
    case 'userTask': {
      const formId = node.userTask?.formId;
      return { ...base, ...record, name: node.name, ...(formId && { formId }), variables: instance.locals ?? {} };
    }
    case 'job': {
      const onlyInputs = node.inputs.length > 0;
      return { ...base, ...record, variables: passed(run, instance, onlyInputs), onlyInputs };
    }
    case 'call': {
      const { id: processId, binding, versionTag } = record.called;
      const variables = passed(run, instance, !node.call!.propagateAllParentVariables);
      return { ...base, kind: 'call', processId, binding, ...(versionTag && { versionTag }), variables };
    }
    case 'adHoc':
      return { ...base, kind: 'adHoc', elementIds: startable(run, instance) };
  }
}

function passed(run: Execution, instance: Instance, onlyLocals: boolean): Variables {
  return onlyLocals ? (instance.locals ?? {}) : run.scopes.visible(instance.id);
}

function ofSubscription(run: Execution, subscription: Subscription): Wait {
  const { id, owner, element } = subscription;
  const node: Node = run.program.nodes[element]!;
  const base = { key: run.journal.keyOf(id), elementId: element, elementInstanceKey: run.journal.keyOf(owner) };
  switch (subscription.kind) {
    case 'timer': {
      const { dueAt, usesClock = false, usesCalendar, repeats } = subscription;
      const interrupting = node.interrupting !== false;
      return {
        ...base,
        kind: 'timer',
        dueAt,
        usesClock,
        ...(usesCalendar && { usesCalendar }),
        interrupting,
        ...(repeats !== undefined && { repeats }),
      };
    }
    case 'message':
      return { ...base, kind: 'message', name: subscription.name, correlationKey: subscription.correlationKey };
    case 'signal':
      return { ...base, kind: 'signal', name: subscription.name };
    case 'conditional':
      return { ...base, kind: 'condition', condition: subscription.condition };
  }
}

export function openIncidents(run: Execution): OpenIncident[] {
  return run.store.incidents().map(({ id, instance, element, errorType, message }) => ({
    key: run.journal.keyOf(id),
    elementId: element,
    elementInstanceKey: run.journal.keyOf(instance),
    errorType,
    message,
  }));
}
