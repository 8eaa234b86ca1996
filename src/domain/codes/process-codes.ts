/** The incident of conduct: linked with the petition, and without any power over it (domain.md H2). */
export const incidentProcess = 'xf_order';

/**
 * Processes that serve the petition itself and may move its status, clocks and stations. A closed list rather than "all
 * but the incident": a copy of the incident's diagram under another id must not gain that power.
 */
export const petitionProcesses: readonly string[] = [
  'xf_reception',
  'xf_route',
  'xf_docket',
  'xf_handle',
  'xf_review',
  'xf_leader_day',
  'xf_joint',
  'xf_urge',
];

export const servesPetition = (processId: string): boolean => petitionProcesses.includes(processId);
