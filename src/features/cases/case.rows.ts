import type { ClockRecord } from '../../domain/clocks/statutory-clock.js';

/** Rows as the repository reads them; `cases.view.ts` has what leaves the server. */
export interface CaseRow {
  id: string;
  number: string;
  title: string;
  petitionerMasked: string;
  category: string;
  status: string;
  stage: string;
  responsibleUnitId: string | null;
  responsibleUnitName: string | null;
  registeredAt: string;
  outcome: string | null;
  docketNumber: string | null;
  channel: string;
  headcount: number;
  occurrence: '首次' | '重复';
}

export interface FullCaseRow extends CaseRow {
  queryCode: string;
  summary: string;
  place: string;
  urgency: string;
  kind: string | null;
  level: string | null;
  windowName: string;
  prior: string;
  needs: string;
  flags: string;
  unitId: string;
  unitName: string;
  registrarName: string;
  receivedAt: string;
  closedAt: string | null;
  finalReviewNumber: string | null;
  finalReviewOn: string | null;
  /** Given to a walk-in at a window. */
  queueNumber: string | null;
  person: string;
  wrappedKey: string;
}

/** What the petitioner allowed or asked for; JSON in `petition_case.flags`. */
export interface CaseFlags {
  contactConsent: boolean;
  isPublic: boolean;
  secrecyAsked: boolean;
}

export interface ClockRow extends ClockRecord {
  caseId: string;
}

export interface DemandRow {
  no: number;
  text: string;
  answer: string | null;
  result: string | null;
  reply: string | null;
}

/** 包案 leader of a case at one level. */
export interface LeadRow {
  level: string;
  leader: string;
  post: string;
  until: string;
  reportedOn: string | null;
  resolvedOn: string | null;
}

export interface StationRow {
  station: string;
  reachedAt: string;
}

export interface InstanceRow {
  key: string;
  definitionKey: string;
  processId: string;
  processName: string;
  version: number;
  status: string;
  startedAt: string;
  endedAt: string | null;
}

export interface OpenTaskRow {
  instanceKey: string;
  name: string;
  username: string | null;
  displayName: string | null;
}

/** Marks on the drawing of an instance. */
export interface MarkRow {
  instanceKey: string;
  elementId: string;
  mark: 'ACTIVE' | 'COMPLETED' | 'FLOW';
}
