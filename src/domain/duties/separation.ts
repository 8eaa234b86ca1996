/** Who completed which task of an instance: user names by element id, in a loop more than one. */
export type Performers = ReadonlyMap<string, readonly string[]>;

export interface SeparationBreach {
  /** The earlier task that this user performed; one of another procedure stands as `process:<process id>`. */
  elementId: string;
}

/** Before the id of a procedure in `separateFrom`: all its tasks, in the other instances of the same case. */
const procedureMark = 'process:';

/** The procedure a word of `separateFrom` names; undefined for a task of the same instance. */
export const separatedProcedure = (word: string): string | undefined =>
  word.startsWith(procedureMark) ? word.slice(procedureMark.length) : undefined;

export const procedureWord = (processId: string): string => `${procedureMark}${processId}`;

/**
 * Separation of duties (domain.md §4): finds the first of the tasks in `separateFrom` that the user has performed. The
 * person who drafted may not sign, the one who received may not approve; who handled a matter may not review it (《信访工作条例》
 * 第三十五条: a higher organ reviews), which `process:xf_handle` says.
 */
export function separationBreach(
  separateFrom: readonly string[],
  performers: Performers,
  username: string,
): SeparationBreach | undefined {
  const elementId = separateFrom.find((id) => performers.get(id)?.includes(username));
  return elementId === undefined ? undefined : { elementId };
}
