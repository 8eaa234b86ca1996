/**
 * Minqing's own BPMN engine: a pure function from a small JSON state and a command to the next state.
 *
 * Read on: `execution/lifecycle.ts` moves tokens, `elements/` says what each element does, `commands/` what a host can ask.
 */
import { compileProcesses } from '../compile/compile.js';
import { bounded } from '../feel/time-limit.js';
import { IncidentError } from '../evaluation/incident-error.js';
import { CommandRefused } from '../ports.js';
import type {
  Command,
  CompileContext,
  Definition,
  Engine,
  Host,
  Json,
  Outcome,
  StartCommand,
  State,
} from '../ports.js';
import { carryOut } from './commands/commands.js';
import { start } from './commands/start.js';
import type { Program } from './compile/program.js';
import { families as builtIn } from './elements/families.js';
import { Execution } from './execution/execution.js';
import type { Families } from './execution/families.js';
import { run } from './execution/lifecycle.js';
import { nativeProfile } from './profile.js';
import { STATE_FORMAT, innerOf } from './state.js';
import { openIncidents, openWaits } from './waits.js';

/** The counter's first value: number 0 is the process instance itself. */
const FIRST_ELEMENT = 1;
/** Part of the state one command may bring. */
const LARGEST_SHARE = 0.25;

export class NativeEngine implements Engine {
  readonly name = 'native';

  /** @param families what each element does; tests hand in families with faults. */
  constructor(private readonly families: Families = builtIn) {}

  compile(xml: string, context: CompileContext = {}): Promise<Definition[]> {
    return compileProcesses(xml, context, nativeProfile);
  }

  apply(definition: Definition, before: State | null, command: Command, unbounded: Host): Outcome {
    const host = bounded(unbounded);
    checkPayload(command, host);
    try {
      const execution =
        command.type === 'start' ? this.begin(definition, command, host) : this.goOn(definition, before, command, host);
      run(execution);
      return outcomeOf(execution);
    } catch (error) {
      // Outside an element there is nobody to hang an incident on: the command is refused as a whole.
      if (error instanceof IncidentError) throw new CommandRefused('limit-exceeded', error.message);
      if (error instanceof CommandRefused) throw error;
      // Nothing was kept: the state before stays good.
      throw Object.assign(new CommandRefused('engine-failed', '流程引擎出错，本次操作没有生效'), { cause: error });
    }
  }

  private begin(definition: Definition, command: StartCommand, host: Host): Execution {
    const before = { inner: undefined, variables: {}, counter: FIRST_ELEMENT };
    const execution = new Execution(definition.compiled as Program, before, host, this.families);
    start(execution, definition, command);
    return execution;
  }

  private goOn(
    definition: Definition,
    before: State | null,
    command: Exclude<Command, StartCommand>,
    host: Host,
  ): Execution {
    if (!before || innerOf(before).ended) throw new CommandRefused('instance-ended', '流程实例已结束');
    const { variables, counter } = before;
    const loaded = { inner: innerOf(before), variables, counter };
    const execution = new Execution(definition.compiled as Program, loaded, host, this.families);
    return carryOut(execution, definition, command);
  }
}

function checkPayload(command: Command, host: Host): void {
  if (command.type === 'migrate') return;
  if (JSON.stringify(command).length > host.limits.stateBytes * LARGEST_SHARE) {
    throw new CommandRefused('limit-exceeded', '提交的数据过大，请减少内容或改用附件');
  }
}

function outcomeOf(execution: Execution): Outcome {
  const { store, scopes, journal, thrown, uncaught, host } = execution;
  const state: State = {
    engine: 'native',
    format: STATE_FORMAT,
    counter: journal.counter,
    variables: scopes.variables,
    inner: store.inner as unknown as Json,
  };
  if (JSON.stringify(state).length > host.limits.stateBytes) {
    throw new CommandRefused('limit-exceeded', '流程实例的数据超过允许的大小，本次操作没有生效');
  }
  return {
    state,
    status: store.inner.ended ?? (store.inner.suspended ? 'suspended' : 'active'),
    waits: openWaits(execution),
    incidents: openIncidents(execution),
    events: journal.events,
    thrown,
    ...(uncaught && { uncaught }),
  };
}
