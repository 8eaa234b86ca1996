/** What a host can ask of an instance. */
import type { Definition, StartTrigger } from './definition.js';
import type { Key, Variables } from './values.js';

export type Command =
  | StartCommand
  | { type: 'completeTask'; key: Key; variables: Variables }
  | { type: 'fireTimer'; key: Key }
  | RescheduleCommand
  | { type: 'correlateMessage'; key: Key; variables: Variables }
  | BroadcastCommand
  | { type: 'settleJob'; key: Key; result: JobResult }
  | { type: 'settleCall'; key: Key; result: CallResult }
  | { type: 'activateAdHoc'; key: Key; elementIds: string[]; variables?: Variables }
  | { type: 'setVariables'; scopeKey?: Key; variables: Variables; local?: boolean }
  | { type: 'resolveIncident'; key: Key }
  | { type: 'suspend' }
  | { type: 'resume' }
  | { type: 'cancel'; reason?: string }
  | ModifyCommand
  | MigrateCommand;

export interface StartCommand {
  type: 'start';
  startElementId?: string;
  /** Which of several definitions of that event has occurred; absent: the first. */
  trigger?: StartTrigger;
  variables: Variables;
  payloadOf?: 'message' | 'user';
  /** True when a call activity waits for this instance: what is thrown and not caught goes to it. */
  called?: boolean;
}

/** Looks at the expression of a timer again, as of when it was opened. */
export interface RescheduleCommand {
  type: 'rescheduleTimer';
  key: Key;
  /** What moved it, for the history; engines do not look at it. */
  because?: { calendar: string; reason?: string } | { clock: 'moved' };
}

/** A signal reaches every open subscription to its name, or only the one that `key` names. */
export type BroadcastCommand =
  | { type: 'broadcastSignal'; name: string; variables: Variables }
  | { type: 'broadcastSignal'; key: Key; variables: Variables };

export type JobResult =
  | { kind: 'ok'; variables: Variables }
  | { kind: 'error'; errorCode: string; message?: string; variables?: Variables }
  /** The job stays open unless an interrupting boundary event catches the escalation. */
  | { kind: 'escalation'; escalationCode: string; variables?: Variables }
  /** No tries are left: an incident; resolving it opens the job again. */
  | { kind: 'failure'; message: string };

/** How a called process instance ended, or what it threw while running (escalation: the call stays open). */
export type CallResult =
  | { kind: 'ok'; variables: Variables }
  | { kind: 'error'; errorCode: string; message?: string; variables?: Variables }
  | { kind: 'escalation'; escalationCode: string; variables?: Variables }
  /** The called process does not exist or was canceled: an incident; resolving it calls again. */
  | { kind: 'failure'; message: string };

/** Moves tokens by hand. Checked as a whole before anything is done; terminations come after activations. */
export interface ModifyCommand {
  type: 'modify';
  activate: ActivateInstruction[];
  terminate: Key[];
}

export interface ActivateInstruction {
  elementId: string;
  /** `before` enters the element; `after` goes on behind it, as if it had been completed. Default `before`. */
  where?: 'before' | 'after';
  /** The scope instance in which to activate; needed when several instances of the surrounding scope are open. */
  ancestorKey?: Key;
  /** Variables to set first, local to the named scope element, or global without one. */
  variables?: { scopeId?: string; values: Variables }[];
}

/** Goes on in another version of the process. Checked as a whole before anything is done. */
export interface MigrateCommand {
  type: 'migrate';
  to: Definition;
  /** Element ids of this version to ids of the other; elements that are not named keep their id. */
  mapping: Readonly<Record<string, string>>;
}
