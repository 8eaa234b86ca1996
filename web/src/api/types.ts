/** JSON shapes of `/api` as the browser receives them. Instants are ISO UTC text, days are `YYYY-MM-DD`, keys decimal text. */
import type { Clock, Code, Named, Page, Person } from './basic-types.js';
import type { CaseDetail } from './case-types.js';

export type * from './basic-types.js';
export type * from './case-types.js';

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

export type InboxTab = 'mine' | 'group' | 'done';

export interface InboxItem {
  taskKey: string;
  name: string;
  elementId: string;
  processId: string;
  processName: string;
  instanceKey: string;
  /** Empty, like what describes the case, where the process serves none. */
  caseId: string | null;
  caseNumber: string | null;
  petitioner: string | null;
  title: string | null;
  unitName: string | null;
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
  draft: { savedAt: string; revision: number } | null;
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
