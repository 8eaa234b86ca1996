/** Open waits and incidents as the host sees them, computed from the final state. */
import type { ProcessModel } from '../compile/model.js';
import type { OpenIncident, Variables, Wait } from '../ports.js';
import type { ElementInstance, InnerState, WaitRecord } from './inner-state.js';
import type { Scopes } from './scopes.js';

export function openWaits(model: ProcessModel, inner: InnerState, scopes: Scopes): Wait[] {
  const waits: Wait[] = [];
  for (const [execution, record] of Object.entries(inner.waits)) {
    const instance = inner.instances[execution];
    if (!instance || record.kind === 'error') continue;
    waits.push(toWait(model, inner, scopes, execution, instance, record));
  }
  return waits;
}

function toWait(
  model: ProcessModel,
  inner: InnerState,
  scopes: Scopes,
  execution: string,
  instance: ElementInstance,
  record: Exclude<WaitRecord, { kind: 'error' }>,
): Wait {
  const node = model.nodes[instance.elementId]!;
  const host = instance.host === undefined ? undefined : inner.instances[instance.host];
  const base = { key: instance.key, elementId: node.id, elementInstanceKey: host?.key ?? instance.key };
  switch (record.kind) {
    case 'userTask':
      return {
        ...base,
        ...record,
        name: node.name,
        ...(node.userTask?.formId && { formId: node.userTask.formId }),
        variables: instance.locals ?? {},
      };
    case 'timer': {
      const { openedAt: _openedAt, ...timer } = record;
      return { ...base, ...timer, interrupting: node.kind !== 'boundary' || node.interrupting === true };
    }
    case 'job': {
      const onlyInputs = node.inputs.length > 0;
      return { ...base, ...record, variables: passedVariables(onlyInputs, instance, execution, scopes), onlyInputs };
    }
    case 'call':
      return {
        ...base,
        ...record,
        variables: passedVariables(!node.call!.propagateAllParentVariables, instance, execution, scopes),
      };
    default:
      return { ...base, ...record };
  }
}

function passedVariables(onlyLocals: boolean, instance: ElementInstance, execution: string, scopes: Scopes): Variables {
  return onlyLocals ? (instance.locals ?? {}) : scopes.visible(execution);
}

export function openIncidents(inner: InnerState): OpenIncident[] {
  return Object.entries(inner.incidents).map(([key, incident]) => {
    const instance = inner.instances[incident.execution]!;
    const host = instance.host === undefined ? undefined : inner.instances[instance.host];
    return {
      key,
      elementId: instance.elementId,
      elementInstanceKey: host?.key ?? instance.key,
      errorType: incident.errorType,
      message: incident.message,
    };
  });
}
