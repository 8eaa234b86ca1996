/** From the process model to the tables that execution reads. */
import type { FlowModel, NodeModel, ProcessModel } from '../../compile/model.js';
import { prepare } from '../../feel/prepared.js';
import type { PreparedExpression } from '../../feel/prepared.js';
import type { EventSubProcess, Flow, Node, Program, Scope } from './program.js';
import { reachabilityOf } from './reachability.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function prepareProgram(model: ProcessModel): Program {
  const nodes: Record<string, Mutable<Node>> = {};
  const root = emptyScope('');
  const scopes = new Map<string, Mutable<Scope>>([['', root]]);
  for (const node of Object.values(model.nodes)) {
    if (node.kind === 'subProcess') scopes.set(node.id, emptyScope(node.id));
  }
  for (const node of Object.values(model.nodes)) nodes[node.id] = tableOf(node, scopes);
  for (const flow of Object.values(model.flows)) connect(flow, nodes);
  for (const node of Object.values(nodes)) resolve(node, model, nodes);
  for (const [id, scope] of scopes) fillScope(scope, Object.values(nodes), model.dataNames[id] ?? []);
  const all = Object.values(nodes);
  return {
    processId: model.processId,
    name: model.name,
    nodes,
    root,
    expressions: expressionsIn(model),
    dataStores: new Set(model.dataStores),
    hasConditionalEvents: all.some((node) => node.events.some(({ kind }) => kind === 'conditional')),
  };
}

function emptyScope(id: string): Mutable<Scope> {
  return { id, starts: [], eventSubProcesses: [], dataNames: [], linkTargets: new Map() };
}

function tableOf(node: NodeModel, scopes: ReadonlyMap<string, Scope>): Mutable<Node> {
  const inside = scopes.get(node.id);
  return {
    ...node,
    incoming: [],
    outgoing: [],
    scope: scopes.get(node.scopeId ?? '')!,
    ...(inside && { inside }),
    boundaries: [],
    decides: false,
  };
}

function connect(flow: FlowModel, nodes: Record<string, Mutable<Node>>): void {
  const to = nodes[flow.target]!;
  const from = nodes[flow.source]!;
  const table: Flow = { ...flow, to };
  from.outgoing = [...from.outgoing, table];
  to.incoming = [...to.incoming, table];
  if (flow.condition !== undefined || flow.isDefault) from.decides = true;
}

function resolve(node: Mutable<Node>, model: ProcessModel, nodes: Record<string, Mutable<Node>>): void {
  if (node.kind === 'boundary') {
    const host = nodes[node.attachedTo!]!;
    if (node.handler) host.compensation = nodes[node.handler]!;
    else host.boundaries = [...host.boundaries, node];
  }
  const join = joinOf(node);
  if (join) node.join = join;
  if (join === 'inclusive' || join === 'complex') node.reach = reachabilityOf(model.nodes[node.id]!, model);
}

function joinOf(node: Node): Node['join'] {
  if ((node.startQuantity ?? 1) > 1) return 'quantity';
  if (node.incoming.length < 2) return undefined;
  return node.kind === 'parallel' || node.kind === 'inclusive' || node.kind === 'complex' ? node.kind : undefined;
}

function fillScope(scope: Mutable<Scope>, all: readonly Node[], dataNames: readonly string[]): void {
  const own = all.filter((node) => node.scope === scope);
  const starts = own.filter(({ kind }) => kind === 'start');
  scope.dataNames = dataNames;
  scope.starts =
    starts.length > 0 ? starts.filter(({ events }) => events.length === 0) : own.filter(beginsWithoutStartEvent);
  scope.eventSubProcesses = own.filter(isEventSubProcess).map((node): EventSubProcess => ({
    node,
    start: all.find((other) => other.scope === node.inside && other.kind === 'start')!,
  }));
  scope.linkTargets = new Map(
    own.flatMap((node) => {
      const event = node.events[0];
      return node.kind === 'catch' && event?.kind === 'link' ? [[event.name, node] as const] : [];
    }),
  );
}

/** BPMN 2.0.2 §13.2: without start events, every flow node without incoming flow begins. */
function beginsWithoutStartEvent(node: Node): boolean {
  if (node.incoming.length > 0 || node.kind === 'boundary' || node.isForCompensation) return false;
  return !isEventSubProcess(node) && node.events[0]?.kind !== 'link';
}

function isEventSubProcess(node: Node): boolean {
  return node.subProcess?.kind === 'event';
}

/** Every text that starts with `=`; conditions are kept without it and are added with it. */
function expressionsIn(model: ProcessModel): Map<string, PreparedExpression> {
  const found = new Map<string, PreparedExpression>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.startsWith('=')) found.set(value, prepare(value.slice(1)));
    } else if (value !== null && typeof value === 'object') {
      for (const [name, child] of Object.entries(value)) {
        const isBare = typeof child === 'string' && BARE.has(name);
        visit(isBare ? `=${child}` : child);
      }
    }
  };
  visit(model.nodes);
  visit(model.flows);
  return found;
}

const BARE: ReadonlySet<string> = new Set(['condition', 'completionCondition', 'activationCondition']);
