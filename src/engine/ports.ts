/**
 * The port between the workflow layer and a BPMN engine.
 *
 * An engine is a pure function: the same definition, state, command and host give the same outcome. Time, the calendar,
 * ids and limits come in as arguments; timers, messages, jobs and called processes come out as waits that the host keeps.
 */
import type { Command } from './port/command.js';
import type { CompileContext, Definition } from './port/definition.js';
import type { Host } from './port/host.js';
import type { Outcome, State } from './port/outcome.js';
import type { EngineName } from './port/values.js';

export * from './port/command.js';
export * from './port/definition.js';
export * from './port/errors.js';
export * from './port/host.js';
export * from './port/outcome.js';
export * from './port/values.js';

export interface Engine {
  readonly name: EngineName;
  /**
   * Reads a .bpmn file and prepares every executable process in it.
   * @throws DefinitionRejected with every problem found, each with its element id.
   */
  compile(xml: string, context?: CompileContext): Promise<Definition[]>;
  /**
   * Carries out one command. Never throws for what a diagram or a value does wrong: that becomes an incident.
   * @throws CommandRefused when the command does not fit the state (unknown task, ended instance …); nothing happened then.
   */
  apply(definition: Definition, before: State | null, command: Command, host: Host): Outcome;
}
