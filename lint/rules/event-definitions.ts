/** Which event definitions an event may carry, and which of them together (BPMN 2.0.2 §10.5.2–10.5.4, Tables 10.84–10.90). */
import { KIND_NAMES, kindsOf } from '../events.js';
import type { ModdleElement } from '../moddle.js';
import { definitionsRule, title } from '../rule.js';
import type { Report } from '../rule.js';
import { isEvent, isEventSubProcess, nodesOf } from '../walk.js';

const WAITED_FOR = ['Message', 'Timer', 'Signal', 'Conditional'];

/** The empty text stands for an event without definition. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'bpmn:EndEvent': ['', 'Message', 'Signal', 'Error', 'Escalation', 'Compensate', 'Cancel', 'Terminate'],
  'bpmn:IntermediateCatchEvent': [...WAITED_FOR, 'Link'],
  'bpmn:IntermediateThrowEvent': ['', 'Message', 'Signal', 'Escalation', 'Compensate', 'Link'],
  'bpmn:BoundaryEvent': [...WAITED_FOR, 'Error', 'Escalation', 'Compensate', 'Cancel'],
};
const IN_EVENT_SUBPROCESS = [...WAITED_FOR, 'Error', 'Escalation', 'Compensate'];
/** Has a meaning only alone. */
const ALONE: ReadonlySet<string> = new Set(['Link', 'Compensate', 'Cancel']);
/** Ends the scope: what is thrown after it would be lost. */
const ENDS_SCOPE: ReadonlySet<string> = new Set(['Error', 'Terminate', 'Cancel']);

export default definitionsRule((definitions, report) => {
  for (const node of nodesOf(definitions)) {
    if (!isEvent(node)) continue;
    const kinds = kindsOf(node);
    checkKinds(node, kinds, report);
    if (kinds.length > 1) checkTogether(node, kinds, report);
    checkParallel(node, kinds, report);
    checkInterrupting(node, kinds, report);
  }
});

function allowedFor(event: ModdleElement): readonly string[] {
  if (event.$type !== 'bpmn:StartEvent') return ALLOWED[event.$type] ?? [];
  if (isEventSubProcess(event.$parent)) return IN_EVENT_SUBPROCESS;
  return event.$parent?.$type === 'bpmn:Process' ? ['', ...WAITED_FOR] : [''];
}

function checkKinds(event: ModdleElement, kinds: string[], report: Report): void {
  const allowed = allowedFor(event);
  for (const kind of new Set(kinds.length > 0 ? kinds : [''])) {
    if (allowed.includes(kind) || isMissing(event, kind)) continue;
    const names = allowed.map((name) => KIND_NAMES[name]).join('、');
    report(event.id!, `${title(event)}是${KIND_NAMES[kind] ?? kind}事件，此处只能用${names}事件，请改正`);
  }
}

/** Reported by `boundary-events` and `event-subprocesses`, in their own words. */
function isMissing(event: ModdleElement, kind: string): boolean {
  return kind === '' && (event.$type === 'bpmn:BoundaryEvent' || isEventSubProcess(event.$parent));
}

function checkTogether(event: ModdleElement, kinds: string[], report: Report): void {
  const isThrown = /(EndEvent|ThrowEvent)$/.test(event.$type);
  for (const kind of new Set(kinds)) {
    const isAlone = isThrown ? kind === 'Link' : ALONE.has(kind);
    if (isAlone) report(event.id!, `${title(event)}的${KIND_NAMES[kind]}事件定义不能与其他事件定义并用，请分开`);
  }
  const ending = kinds.filter((kind) => ENDS_SCOPE.has(kind));
  if (!isThrown || ending.length === 0) return;
  if (ending.length > 1 || kinds.includes('Compensate') || kinds.at(-1) !== ending[0])
    report(event.id!, `${title(event)}的${KIND_NAMES[ending[0]!]}事件定义只能有一个，须放在最后，且不能与补偿并用`);
}

function checkParallel(event: ModdleElement, kinds: string[], report: Report): void {
  if (event.parallelMultiple !== true) return;
  if (kinds.length < 2) report(event.id!, `${title(event)}只有 ${kinds.length} 个事件定义，请删除 parallelMultiple`);
  for (const kind of new Set(kinds)) {
    if (!WAITED_FOR.includes(kind))
      report(event.id!, `并行多重事件${title(event)}不能含${KIND_NAMES[kind] ?? kind}事件定义，请删除`);
  }
}

function checkInterrupting(event: ModdleElement, kinds: string[], report: Report): void {
  if (event.$type !== 'bpmn:StartEvent' || event.isInterrupting !== false) return;
  if (!isEventSubProcess(event.$parent))
    report(event.id!, `只有事件子流程的开始事件可以是非中断的，请改正${title(event)}`);
  for (const kind of ['Error', 'Compensate']) {
    if (kinds.includes(kind)) report(event.id!, `${KIND_NAMES[kind]}开始事件${title(event)}须为中断型`);
  }
}
