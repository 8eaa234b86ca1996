/** The process owner, and those who work on matters; reading roles (auditor, archive) see and leave things as they are. */
export const workingRoles = ['owner', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R9', 'R10'] as const;
