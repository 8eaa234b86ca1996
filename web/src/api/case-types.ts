/** A case and what belongs to it, as `/api` gives and takes it. */
import type { Clock, Code, Named, Person } from './basic-types.js';

export interface Petitioner {
  name: string;
  sex?: string | null;
  idType?: string | null;
  idNumber?: string | null;
  birthYear?: number | null;
  phone?: string | null;
  address?: string | null;
  agent?: string | null;
}

export interface RegisterCase {
  channel: string;
  receivedAt?: string;
  window?: string;
  petitioner: Petitioner;
  companions?: { name: string }[];
  headcount: number;
  category: string;
  title: string;
  summary: string;
  place?: string;
  urgency: string;
  prior?: string;
  contactConsent?: boolean;
  isPublic?: boolean;
  secrecyAsked?: boolean;
  needs?: string;
  demands: { text: string }[];
}

export interface RegisteredCase {
  id: string;
  number: string;
  queryCode: string;
  queueNumber?: string;
  instanceKey: string;
  message: string;
  caseUrl: string;
}

export interface DuplicateQuery {
  name?: string;
  idNumber?: string;
  phone?: string;
  title?: string;
  summary?: string;
}

export interface Duplicate {
  caseId: string;
  number: string;
  title: string;
  petitioner: string;
  status: string;
  registeredAt: string;
  score: number;
  reasons: string[];
}

export interface CaseSummary {
  id: string;
  number: string;
  title: string;
  petitioner: string;
  category: Code;
  status: string;
  stage: string;
  unit: Named | null;
  registeredAt: string;
  clock: Clock | null;
  outcome?: string | null;
  docketNumber?: string | null;
  occurrence: '首次' | '重复';
  gathering?: '集体访' | '联名';
}

export interface Demand {
  no: number;
  text: string;
  answer?: string | null;
  result?: string | null;
  reply?: string | null;
}

export interface Station {
  name: string;
  reachedAt?: string | null;
  current: boolean;
}

export interface CaseInstance {
  key: string;
  processId: string;
  processName: string;
  version: number;
  status: string;
  startedAt: string;
  endedAt?: string | null;
  current: { name: string; assignee?: Person | string | null }[];
  /** Where it stands on its drawing, as on a task page. */
  definitionKey?: string;
  currentElementIds?: string[];
  doneElementIds?: string[];
  takenFlowIds?: string[];
}

export interface Notice {
  id: string;
  number: string;
  title: string;
  templateId: string;
  caseId: string | null;
  instanceKey: string;
  issuedAt: string;
  issuedBy: { displayName: string };
  sha256: string;
  /** First day on which a delivery was recorded. */
  deliveredOn?: string;
}

export interface CaseDetail extends CaseSummary {
  channel: Code;
  receivedAt: string;
  registrar: { displayName: string };
  registeringUnit: Named;
  window?: string | null;
  summary: string;
  place?: string | null;
  urgency: string;
  headcount: number;
  companions: { name: string }[];
  prior?: string | null;
  needs?: string | null;
  person: Petitioner;
  demands: Demand[];
  queueNumber?: string;
  /** 包案 leaders at each level. */
  leads: { level: string; leader: string; post: string; until: string; reportedOn?: string; resolvedOn?: string }[];
  /** The 复核意见书 that ended the review. */
  finalReview?: { number: string; on: string };
  clocks: Clock[];
  stations: Station[];
  instances: CaseInstance[];
  notices: Notice[];
  queryCode: string;
}

export interface TimelineEvent {
  seq: number;
  at: string;
  type: string;
  elementId?: string | null;
  elementName?: string | null;
  title: string;
  detail?: string | null;
  actor: { username: string; displayName: string; unitName: string } | null;
  entered?: { label: string; value: string }[] | null;
  notice?: Notice | null;
  late?: boolean;
  /** The instance that a call activity started. */
  calledInstanceKey?: string | null;
  definition: { version: number };
  hash: string;
}

/** One line of the ledger of statutory clocks. */
export interface ClockEntry {
  clock: string;
  round: number;
  action: 'start' | 'stop' | 'pause' | 'resume' | 'extend' | 'recount';
  at: string;
  /** Absent where the diagram did it by itself. */
  actor?: { displayName: string };
  basis: string;
  days?: number;
  lastDay: string;
  reason?: string;
  elementId?: string;
  instanceKey?: string;
}
