import type { Code } from './code.js';

/** Roles of petition work (domain.md §4) and of the system. */
export const roles: readonly Code[] = [
  { code: 'R1', name: '接访员' },
  { code: 'R2', name: '信访科科长' },
  { code: 'R3', name: '信访督查组' },
  { code: 'R4', name: '接访领导' },
  { code: 'R5', name: '主管领导' },
  { code: 'R6', name: '承办单位' },
  { code: 'R7', name: '单位负责人' },
  { code: 'R8', name: '复查复核办' },
  { code: 'R9', name: '公安联络员' },
  { code: 'R10', name: '法制审核' },
  { code: 'R11', name: '纪检监察联络员' },
  { code: 'R12', name: '联席会议召集人' },
  { code: 'R13', name: '专项资金经办' },
  { code: 'R14', name: '审计' },
  { code: 'R15', name: '档案' },
  { code: 'R16', name: '系统运维' },
  { code: 'R17', name: '信访人' },
  { code: 'owner', name: '流程管理员' },
  { code: 'auditor', name: '审计员' },
  { code: 'admin', name: '系统管理员' },
  { code: 'worker', name: '系统集成' },
];

/** Posts of petition work; the rest run the system, own the procedures or only examine, and R17 is the petitioner. */
export const officerRoles: readonly string[] = roles
  .map(({ code }) => code)
  .filter((code) => /^R([1-9]|1[0-5])$/.test(code));

/**
 * Roles that see no case by virtue of the role alone: they run the system, are the petitioner, or (police liaison, fund
 * clerk) are concerned with single cases only, through a task. A worker gets the jobs that a diagram hands out, and nothing else.
 */
export const rolesWithoutCases: ReadonlySet<string> = new Set(['R9', 'R13', 'R16', 'R17', 'owner', 'admin', 'worker']);

/** Roles that see every incident of conduct in their units (domain.md H5). R1 sees only what R1 took part in. */
export const incidentRoles: ReadonlySet<string> = new Set(['R7', 'R9', 'R10', 'R11', 'auditor']);

/** Receives accusations (检举控告) for the disciplinary organ (domain.md H7). */
export const accusationRole = 'R11';

/** Roles that see reports and accusations (检举控告) of their units, which nobody else there does (domain.md H7). */
export const sealedCaseRoles: ReadonlySet<string> = new Set([accusationRole, 'auditor']);

/** Accounts of programs that carry out jobs (`/v2/jobs`). */
export const workerRole = 'worker';
