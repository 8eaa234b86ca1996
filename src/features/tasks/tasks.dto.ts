import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsObject } from 'class-validator';
import { CaseDetailShown, ClockShown } from '../cases/case-answers.dto.js';
import { Int, OneOf, Text } from '../../platform/http/fields.js';
import { inboxTabs, type InboxTab } from './inbox.service.js';
import type { TaskState } from './tasks.repository.js';

export class InboxRequest {
  @OneOf(inboxTabs, { label: '分类', optional: true })
  tab?: InboxTab;
  @Text({ label: '查找内容', max: 60, optional: true })
  q?: string;
  @Int({ label: '页码', min: 1, max: 10_000, optional: true })
  page?: number;
  @Int({ label: '每页条数', min: 1, max: 100, optional: true })
  size?: number;
}

export class TaskValues {
  @ApiProperty({ type: Object, description: '表单填写内容，键为表单字段' })
  // As it came: the form decides about every key and value, so nothing on the way may copy or drop any.
  @Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => obj[key])
  @IsObject({ message: '填写内容应为对象' })
  values!: object;
}

export class CompleteTask extends TaskValues {
  @Int({ label: '待办版本', min: 1, max: 1_000_000 })
  version!: number;
}

class AssigneeView {
  @ApiProperty()
  username!: string;
  @ApiProperty()
  displayName!: string;
}

export class InboxItemView {
  @ApiProperty()
  taskKey!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  elementId!: string;
  @ApiProperty()
  processId!: string;
  @ApiProperty()
  processName!: string;
  @ApiProperty()
  instanceKey!: string;
  @ApiProperty({ type: String, nullable: true })
  caseId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  caseNumber!: string | null;
  @ApiProperty({ type: String, nullable: true, description: '信访人（已遮蔽）' })
  petitioner!: string | null;
  @ApiProperty({ type: String, nullable: true })
  title!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
  @ApiProperty({ type: AssigneeView, nullable: true })
  assignee!: AssigneeView | null;
  @ApiProperty({ enum: ['CREATED', 'COMPLETED', 'CANCELED'] })
  state!: TaskState;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ required: false, format: 'date-time' })
  completedAt?: string;
  @ApiProperty({ required: false, format: 'date-time' })
  dueDate?: string;
  @ApiProperty({ type: ClockShown, nullable: true })
  clock!: ClockShown | null;
}

class InboxCounts {
  @ApiProperty()
  mine!: number;
  @ApiProperty()
  group!: number;
  @ApiProperty()
  done!: number;
}

export class InboxPage {
  @ApiProperty({ type: InboxItemView, isArray: true })
  items!: InboxItemView[];
  @ApiProperty()
  total!: number;
  @ApiProperty()
  page!: number;
  @ApiProperty()
  size!: number;
  @ApiProperty({ type: InboxCounts })
  counts!: InboxCounts;
}

class NoticeAhead {
  @ApiProperty()
  templateId!: string;
  @ApiProperty()
  title!: string;
}

export class TaskDetailView extends InboxItemView {
  @ApiProperty({ description: '提交时须带回的版本' })
  version!: number;
  @ApiProperty({ type: String, nullable: true })
  formId!: string | null;
  @ApiProperty()
  canClaim!: boolean;
  @ApiProperty()
  canComplete!: boolean;
  @ApiProperty({ required: false, description: '不能办理的原因' })
  refusal?: string;
  @ApiProperty({ required: false, type: NoticeAhead, description: '提交后出具的文书' })
  issues?: NoticeAhead;
}

export class TaskAnswer {
  @ApiProperty({ type: TaskDetailView })
  task!: TaskDetailView;
  @ApiProperty()
  message!: string;
}

class DraftMark {
  @ApiProperty({ format: 'date-time' })
  savedAt!: string;
  /** Counts from 1 with each time it is saved; for `If-Match`. */
  @ApiProperty({ type: 'integer' })
  revision!: number;
}

export class TaskDraftView extends DraftMark {}

class InstanceMarks {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  definitionKey!: string;
  @ApiProperty()
  processId!: string;
  @ApiProperty()
  processName!: string;
  @ApiProperty()
  version!: number;
  @ApiProperty({ type: String, isArray: true })
  currentElementIds!: string[];
  @ApiProperty({ type: String, isArray: true })
  doneElementIds!: string[];
  @ApiProperty({ type: String, isArray: true })
  takenFlowIds!: string[];
}

export class TaskPageView {
  @ApiProperty({ type: TaskDetailView })
  task!: TaskDetailView;
  @ApiProperty({ type: Object, nullable: true, description: 'form-js 表单' })
  schema!: unknown;
  @ApiProperty({ type: Object })
  values!: object;
  @ApiProperty({ type: DraftMark, nullable: true })
  draft!: DraftMark | null;
  @ApiProperty({ description: '为何到了这一步、在等谁' })
  why!: string;
  @ApiProperty({ type: CaseDetailShown, nullable: true, description: '信访事项' })
  case!: CaseDetailShown | null;
  @ApiProperty({ type: InstanceMarks })
  instance!: InstanceMarks;
}

class NextStepView {
  @ApiProperty()
  taskKey!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  mine!: boolean;
  @ApiProperty()
  claimable!: boolean;
}

export class CompletionView {
  @ApiProperty({ description: '办了什么、接下来由谁办' })
  message!: string;
  @ApiProperty({ type: NextStepView, isArray: true })
  next!: NextStepView[];
  @ApiProperty({ description: '流程是否已结束' })
  ended!: boolean;
}

export class PreviewView {
  @ApiProperty({ type: String, nullable: true, description: '文书样张；该步骤不出具文书时为空' })
  html!: string | null;
}
