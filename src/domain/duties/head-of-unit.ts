/** The post of whoever heads a unit (domain.md §4: R7 承办单位负责人, who signs and extends). */
export const headRole = 'R7';

/** What of a person the rule looks at; an `Actor` is one. */
export interface Official {
  /** The unit the person belongs to. */
  unitId: string;
  roles: readonly { code: string; unitId: string }[];
}

/** True for the head of exactly this unit: heading a unit above it is another post. */
export const headsUnit = ({ unitId, roles }: Official, unit: string): boolean =>
  roles.some((role) => role.code === headRole && (role.unitId === unit || unitId === unit));
