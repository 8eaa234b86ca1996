/** One process instance driven through the engine port, by element ids; the state is saved and loaded between commands. */
import type {
  Command,
  Definition,
  Engine,
  HistoryEvent,
  Host,
  Outcome,
  State,
  Thrown,
  Variables,
  Wait,
  WorkCalendar,
} from '../../src/engine/ports.js';

/** Monday to Friday; tests of holidays bring their own calendar. */
export const weekdays: WorkCalendar = {
  version: 'weekdays',
  isWorkingDay: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
};

/** 2026-06-01 (a Monday) 10:00 in Shanghai. */
export function testHost(override: Partial<Host> = {}): Host {
  return {
    now: '2026-06-01T02:00:00.000Z',
    keyBase: 1n << 23n,
    calendar: weekdays,
    clocks: {},
    limits: { steps: 500, stateBytes: 1_000_000, feelMillis: 500 },
    ...override,
  };
}

export class EngineRun {
  host: Host;
  last!: Outcome;
  readonly events: HistoryEvent[] = [];
  readonly thrown: Thrown[] = [];
  private state: State | null = null;

  constructor(
    private readonly engine: Engine,
    readonly definition: Definition,
    host: Partial<Host> = {},
  ) {
    this.host = testHost(host);
  }

  static async of(engine: Engine, xml: string, host: Partial<Host> = {}, processId?: string): Promise<EngineRun> {
    const definitions = await engine.compile(xml);
    const definition = processId ? definitions.find((candidate) => candidate.processId === processId) : definitions[0];
    return new EngineRun(engine, definition!, host);
  }

  apply(command: Command): this {
    this.last = this.engine.apply(this.definition, this.state, command, this.host);
    this.state = JSON.parse(JSON.stringify(this.last.state)) as State;
    this.events.push(...this.last.events);
    this.thrown.push(...this.last.thrown);
    return this;
  }

  start(variables: Variables = {}, startElementId?: string): this {
    return this.apply({ type: 'start', variables, ...(startElementId && { startElementId }) });
  }

  complete(elementId: string, variables: Variables = {}): this {
    return this.apply({ type: 'completeTask', key: this.wait(elementId).key, variables });
  }

  job(elementId: string, variables: Variables = {}): this {
    return this.apply({ type: 'settleJob', key: this.wait(elementId).key, result: { kind: 'ok', variables } });
  }

  jobError(elementId: string, errorCode: string, variables: Variables = {}): this {
    return this.apply({
      type: 'settleJob',
      key: this.wait(elementId).key,
      result: { kind: 'error', errorCode, variables },
    });
  }

  fire(elementId: string): this {
    return this.apply({ type: 'fireTimer', key: this.wait(elementId).key });
  }

  correlate(elementId: string, variables: Variables = {}): this {
    return this.apply({ type: 'correlateMessage', key: this.wait(elementId).key, variables });
  }

  wait(elementId: string): Wait {
    const wait = this.last.waits.find((candidate) => candidate.elementId === elementId);
    if (!wait) throw new Error(`nothing waits at ${elementId}; open: ${this.waiting.join(', ')}`);
    return wait;
  }

  /** Ids of the elements that wait, sorted. */
  get waiting(): string[] {
    return this.last.waits.map(({ elementId }) => elementId).sort();
  }

  get variables(): Variables {
    return this.last.state.variables;
  }

  get savedState(): State {
    return this.state!;
  }

  /** The history of the last command as `TYPE element`. */
  get lastEvents(): string[] {
    return this.last.events.map(eventText);
  }

  get allEvents(): string[] {
    return this.events.map(eventText);
  }
}

function eventText({ type, elementId }: HistoryEvent): string {
  return elementId ? `${type} ${elementId}` : type;
}
