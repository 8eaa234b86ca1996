/**
 * What the browser reads must be what the server sends: each pair below compiles only while the server's answer fits the
 * browser's idea of it. `npm run check` is what fails; there is nothing to run.
 */
import type { TimelineEvent } from '../../src/features/audit/timeline/assemble.js';
import type { CaseDetail, CaseSummary, Notice } from '../../src/features/cases/cases.view.js';
import type { ClockEntryShown } from '../../src/features/cases/clocks/clocks.dto.js';
import type { DeliveriesShown } from '../../src/features/notices/deliveries/deliveries.dto.js';
import type { DuplicateView } from '../../src/features/cases/duplicates.service.js';
import type { RegisteredCase } from '../../src/features/cases/registration.service.js';
import type { ReminderView } from '../../src/features/cases/reminders.service.js';
import type { CaseLinkShown, ComparisonShown, SuggestionShown } from '../../src/features/cases/links/case-links.dto.js';
import type { PublicProgressShown } from '../../src/features/cases/lookup/lookup.dto.js';
import type { SessionView, UnitView } from '../../src/features/identity/identity.dto.js';
import type { InboxItem } from '../../src/features/tasks/inbox.service.js';
import type { NextStep } from '../../src/features/tasks/next-steps.js';
import type { TaskView } from '../../src/features/tasks/task-page.service.js';
import type { InstanceMarks } from '../../src/features/tasks/task-progress.service.js';
import type { Completion } from '../../src/features/tasks/task-steps.service.js';
import type { Deliveries } from '../../web/src/api/deliveries.js';
import type * as links from '../../web/src/api/case-links.js';
import type { PublicProgress } from '../../web/src/api/public-progress.js';
import type * as pages from '../../web/src/api/types.js';

/** The server's answer, if the browser can read it. */
type Fits<Answer extends Read, Read> = Answer;

export type Contract = [
  Fits<CaseSummary, pages.CaseSummary>,
  Fits<CaseDetail, pages.CaseDetail>,
  Fits<Notice, pages.Notice>,
  Fits<DeliveriesShown, Deliveries>,
  Fits<ClockEntryShown, pages.ClockEntry>,
  Fits<TimelineEvent, pages.TimelineEvent>,
  Fits<DuplicateView, pages.Duplicate>,
  Fits<CaseLinkShown, links.CaseLink>,
  Fits<ComparisonShown, links.Comparison>,
  Fits<SuggestionShown, links.Suggestion>,
  Fits<PublicProgressShown, PublicProgress>,
  Fits<RegisteredCase, pages.RegisteredCase>,
  Fits<ReminderView, pages.Reminder>,
  Fits<SessionView, pages.Session>,
  Fits<UnitView, pages.Unit>,
  Fits<InboxItem, pages.InboxItem>,
  Fits<TaskView, pages.TaskDetail>,
  Fits<InstanceMarks, pages.TaskInstance>,
  Fits<NextStep, pages.NextTask>,
  Fits<Completion, pages.Completion>,
];
