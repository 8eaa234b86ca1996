/**
 * Keys of everything kept in the query cache. The first word is the topic that a server-sent event names, so one hint
 * invalidates all that may have changed (`live-events.ts`).
 */
export const keys = {
  session: ['session'] as const,
  demoAccounts: ['demo-accounts'] as const,
  codes: ['codes'] as const,
  units: ['units'] as const,
  roles: ['roles'] as const,
  reminders: ['reminders'] as const,
  inbox: (query: object) => ['task', 'inbox', query] as const,
  task: (key: string) => ['task', 'page', key] as const,
  cases: (query: object) => ['case', 'list', query] as const,
  case: (id: string) => ['case', 'detail', id] as const,
  caseTimeline: (id: string) => ['case', 'timeline', id] as const,
  caseClocks: (id: string) => ['case', 'clocks', id] as const,
  caseNotices: (id: string) => ['notice', 'of-case', id] as const,
  caseAttachments: (id: string) => ['case', 'attachments', id] as const,
  noticeDeliveries: (id: string) => ['notice', 'deliveries', id] as const,
  noticeHtml: (id: string) => ['notice', 'html', id] as const,
  instance: (key: string) => ['instance', 'detail', key] as const,
  instances: (query: object) => ['instance', 'list', query] as const,
  instanceTimeline: (key: string) => ['instance', 'timeline', key] as const,
  incidents: (query: object) => ['instance', 'incidents', query] as const,
  statistics: (query: object) => ['statistics', query] as const,
  invariants: (query: object) => ['invariants', query] as const,
  workDays: ['work-days'] as const,
  processes: ['deployment', 'processes'] as const,
  batchOperations: ['batch'] as const,
};
