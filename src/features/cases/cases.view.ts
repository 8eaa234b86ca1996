import type { ClockView } from '../../domain/clocks/statutory-clock.js';
import type { Code } from '../../domain/codes/code.js';
import type { Gathering } from '../../domain/duplicates/case-relations.js';
import type { Person } from './person-vault.js';

/** Shapes of `/api/cases`. Persons are masked everywhere but in the answer to a reveal. */
export interface CaseSummary {
  id: string;
  number: string;
  title: string;
  petitioner: string;
  category: Code;
  status: string;
  /** The station last reached: 提出 受理 办理 督办 回复. */
  stage: string;
  /** The unit that must do the work now. */
  unit: UnitName | null;
  registeredAt: string;
  clock: ClockView | null;
  outcome?: string;
  docketNumber?: string;
  /** 重复: a person decided that an earlier matter is the same. */
  occurrence: '首次' | '重复';
  /** Five or more visitors, or five or more signatures. */
  gathering?: Gathering;
}

export interface CaseDetail extends CaseSummary {
  channel: Code;
  receivedAt: string;
  registrar: { displayName: string };
  registeringUnit: UnitName;
  window?: string;
  summary: string;
  place?: string;
  urgency: string;
  kind?: string;
  level?: string;
  headcount: number;
  companions: { name: string }[];
  prior?: string;
  needs?: string;
  contactConsent: boolean;
  isPublic: boolean;
  secrecyAsked: boolean;
  closedAt?: string;
  person: Person;
  demands: DemandView[];
  /** 包案 leaders at each level. */
  leads: LeadView[];
  /** The 复核意见书 that ended the review. */
  finalReview?: { number: string; on: string };
  queueNumber?: string;
  clocks: ClockView[];
  stations: { name: string; reachedAt?: string; current: boolean }[];
  instances: CaseInstanceView[];
  notices: Notice[];
  queryCode: string;
}

export interface LeadView {
  level: string;
  leader: string;
  post: string;
  until: string;
  reportedOn?: string;
  resolvedOn?: string;
}

export interface UnitName {
  id: string;
  name: string;
}

export interface DemandView {
  no: number;
  text: string;
  answer?: string;
  result?: string;
  reply?: string;
}

export interface CaseInstanceView {
  key: string;
  definitionKey: string;
  processId: string;
  processName: string;
  version: number;
  status: string;
  startedAt: string;
  endedAt?: string;
  /** Open tasks. */
  current: { name: string; assignee?: { username: string; displayName: string } }[];
  currentElementIds: string[];
  doneElementIds: string[];
  takenFlowIds: string[];
}

/** An issued notice as lists show it. */
export interface Notice {
  id: string;
  number: string;
  title: string;
  templateId: string;
  /** Null where the procedure serves no case. */
  caseId: string | null;
  instanceKey: string;
  issuedAt: string;
  issuedBy: { displayName: string };
  sha256: string;
  /** First day on which a delivery was recorded. */
  deliveredOn?: string;
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}
