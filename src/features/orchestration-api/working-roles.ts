import { officerRoles } from '../../domain/codes/roles.js';

/** Audit of the fund and archive do their own steps, and leave the rest of a matter as it is. */
const readers: ReadonlySet<string> = new Set(['R14', 'R15']);

/** The process owner, and those who work on matters. */
export const workingRoles: readonly string[] = ['owner', ...officerRoles.filter((code) => !readers.has(code))];
