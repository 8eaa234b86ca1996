/** JSON shapes of `/api` as the browser receives them. Instants are ISO UTC text, days are `YYYY-MM-DD`, keys decimal text. */

export interface Named {
  id: string;
  name: string;
}

export interface Code {
  code: string;
  name: string;
}

export interface Role extends Code {
  unitId: string;
  unitName: string;
}

export interface User {
  id: string;
  username: string;
  displayName: string;
  unit: Named;
  roles: Role[];
}

export interface Session {
  user: User;
  csrfToken: string;
  demonstration: boolean;
}

export interface DemoAccount {
  username: string;
  password: string;
  displayName: string;
  unitName: string;
  roles: string[];
}

export interface Unit extends Named {
  parentId: string | null;
  level: string;
}

export interface Codes {
  channels: Code[];
  categories: Code[];
  statuses: Code[];
  urgencies: Code[];
  idTypes: Code[];
  outcomes: Code[];
}

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  size: number;
}

export type ClockLevel = 'normal' | 'warning' | 'overdue' | 'stopped';

/** One statutory clock; days are calendar days, `daysLeft` is negative when overdue. */
export interface Clock {
  name: string;
  startedOn: string;
  lastDay: string;
  stoppedAt?: string | null;
  daysAllowed: number;
  daysUsed: number;
  daysLeft: number;
  level: ClockLevel;
}

export interface Person {
  username: string;
  displayName: string;
}

export type InboxTab = 'mine' | 'group' | 'done';

export interface InboxItem {
  taskKey: string;
  name: string;
  elementId: string;
  processId: string;
  processName: string;
  instanceKey: string;
  caseId: string;
  caseNumber: string;
  petitioner: string;
  title: string;
  unitName: string;
  assignee: Person | null;
  state: 'CREATED' | 'COMPLETED' | 'CANCELED';
  createdAt: string;
  completedAt?: string | null;
  dueDate?: string | null;
  clock: Clock | null;
}

export interface Inbox extends Page<InboxItem> {
  counts: Record<InboxTab, number>;
}

export interface TaskDetail extends InboxItem {
  version: number;
  formId: string | null;
  canClaim: boolean;
  canComplete: boolean;
  refusal?: string | null;
  /** The notice this step leads to. */
  issues?: { templateId: string; title: string } | null;
}

export type FormValues = Record<string, unknown>;

/** A form-js schema; only the parts this application reads itself are typed. */
export interface FormSchema {
  type?: string;
  id?: string;
  components?: FormSchema[];
  [property: string]: unknown;
}

export interface TaskInstance {
  key: string;
  definitionKey: string;
  processId: string;
  processName: string;
  version: number;
  currentElementIds: string[];
  doneElementIds: string[];
  takenFlowIds: string[];
}

export interface TaskPage {
  task: TaskDetail;
  schema: FormSchema | null;
  values: FormValues;
  draft: { savedAt: string } | null;
  why: string;
  case: CaseDetail | null;
  instance: TaskInstance;
}

export interface TaskChange {
  task: TaskDetail;
  message: string;
}

export interface NextTask {
  taskKey: string;
  name: string;
  mine: boolean;
  claimable: boolean;
}

export interface Completion {
  message: string;
  next: NextTask[];
  ended: boolean;
}

export interface Reminder {
  id: string;
  text: string;
  caseId: string;
  caseNumber: string;
  createdAt: string;
  readAt?: string | null;
}

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
  caseId: string;
  instanceKey: string;
  issuedAt: string;
  issuedBy: { displayName: string };
  sha256: string;
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
  definition: { version: number };
  hash: string;
}
