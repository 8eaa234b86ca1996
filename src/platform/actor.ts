/** Who acts. Loaded once a request by the identity guard; the scope predicate and the duties read nothing else. */
export interface Actor {
  userId: string;
  username: string;
  displayName: string;
  unitId: string;
  unitName: string;
  roles: readonly ActorRole[];
  /** The request in which this account acts; absent where the server acts for it. Joins the lines of the log. */
  requestId?: string;
}

export interface ActorRole {
  /** R1 … R17, `owner`, `auditor`, `admin`. */
  code: string;
  unitId: string;
  /** `/county/xfj/`: the unit's place in the tree; a role reaches the subtree below it. */
  unitPath: string;
}

export const hasRole = (actor: Actor, ...codes: string[]): boolean =>
  actor.roles.some((role) => codes.includes(role.code));
