import { roles } from '../../domain/codes/roles.js';

/** Posts of petition work (R1–R15): those who run, own or only examine the system add nothing to a case. */
export const officerRoles = roles.map(({ code }) => code).filter((code) => /^R([1-9]|1[0-5])$/.test(code));
