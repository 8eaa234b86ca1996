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

/** The process that every registered petition begins with. */
export const receptionProcess = 'xf_reception';

/** Its start event for each channel; a petition that came another way begins as a walk-in does. */
const startEvents: Readonly<Record<string, string>> = {
  网上: 'start_online',
  来信: 'start_letter',
  传真: 'start_letter',
  来电: 'start_call',
  下访: 'start_visit',
};

export const startEventOf = (channel: string): string => startEvents[channel] ?? 'start_register';
