/** Who completed which task of an instance: user names by element id, in a loop more than one. */
export type Performers = ReadonlyMap<string, readonly string[]>;

export interface SeparationBreach {
  /** The earlier task that this user performed. */
  elementId: string;
}

/**
 * Separation of duties (domain.md §4): finds the first of the tasks in `separateFrom` that the user has performed. The
 * person who drafted may not sign, the one who received may not approve.
 */
export function separationBreach(
  separateFrom: readonly string[],
  performers: Performers,
  username: string,
): SeparationBreach | undefined {
  const elementId = separateFrom.find((id) => performers.get(id)?.includes(username));
  return elementId === undefined ? undefined : { elementId };
}
