import { NoticeShown } from '../cases/case-answers.dto.js';
import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../../domain/codes/code.js';
import { outcomes } from '../../domain/codes/case-codes.js';
import { Int, OneOf, Text } from '../../platform/http/fields.js';

const day = {
  max: 10,
  pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  hint: '应为 年-月-日，例如 2026-06-16',
  optional: true,
};
const yesNo = ['true', 'false'];

export class InstancesQuery {
  @Text({ label: '流程', max: 128, optional: true }) processId?: string;
  @Int({ label: '版本', min: 1, max: 1_000_000, optional: true }) version?: number;
  @OneOf(['active', 'completed', 'canceled'], { label: '状态', optional: true }) status?:
    'active' | 'completed' | 'canceled';
  @Text({ label: '单位', max: 64, optional: true }) unitId?: string;
  @OneOf(yesNo, { label: '超期', optional: true }) overdue?: string;
  @OneOf(yesNo, { label: '异常', optional: true }) incident?: string;
  @OneOf(codesOf(outcomes), { label: '办理结果', optional: true }) outcome?: string;
  @Text({ label: '起始日期', ...day }) from?: string;
  @Text({ label: '截止日期', ...day }) to?: string;
  @Text({ label: '查找', max: 100, optional: true }) q?: string;
  @Int({ label: '页码', min: 1, max: 100_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}

export class VerifyRequest {
  @Text({ label: '流程实例', max: 20, pattern: /^\d+$/, hint: '应为流程实例的编号', optional: true })
  instanceKey?: string;
}

class Named {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  name!: string;
}

class CurrentElement {
  @ApiProperty()
  elementId!: string;
  @ApiProperty()
  name!: string;
}

export class InstanceSummary {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  processId!: string;
  @ApiProperty()
  processName!: string;
  @ApiProperty()
  version!: number;
  @ApiProperty()
  definitionKey!: string;
  @ApiProperty({ type: String, nullable: true })
  caseId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  caseNumber!: string | null;
  @ApiProperty({ type: String, nullable: true })
  title!: string | null;
  @ApiProperty({ enum: ['active', 'suspended', 'completed', 'canceled'] })
  status!: 'active' | 'suspended' | 'completed' | 'canceled';
  @ApiProperty({ format: 'date-time' })
  startedAt!: string;
  @ApiProperty({ format: 'date-time', required: false })
  endedAt?: string;
  @ApiProperty({ type: Named, nullable: true })
  unit!: Named | null;
  @ApiProperty({ type: CurrentElement, isArray: true })
  current!: CurrentElement[];
  @ApiProperty({ description: '待处理异常数' })
  incidents!: number;
  @ApiProperty({ description: '现在或曾经超期' })
  overdue!: boolean;
  @ApiProperty({ required: false })
  outcome?: string;
  @ApiProperty({ required: false, description: '办理过程所在的归档文件；未归档时没有' })
  archiveName?: string;
}

export class InstanceList {
  @ApiProperty({ type: InstanceSummary, isArray: true })
  items!: InstanceSummary[];
  @ApiProperty()
  total!: number;
  @ApiProperty()
  page!: number;
  @ApiProperty()
  size!: number;
}

export class ElementMarks {
  @ApiProperty()
  name!: string;
  @ApiProperty({ description: '进入次数' })
  count!: number;
  @ApiProperty({ description: '正停在此处的个数' })
  active!: number;
  @ApiProperty()
  incidents!: number;
  @ApiProperty({ format: 'date-time', required: false })
  lastAt?: string;
  @ApiProperty({ description: '此步骤现在或曾经超期' })
  late!: boolean;
}

class OpenIncidentView {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  elementId!: string;
  @ApiProperty()
  errorType!: string;
  @ApiProperty()
  message!: string;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

class PathStepView {
  @ApiProperty()
  seq!: number;
  @ApiProperty()
  elementId!: string;
  @ApiProperty({ enum: ['element', 'flow'] })
  kind!: 'element' | 'flow';
}

export class InstanceDetail extends InstanceSummary {
  @ApiProperty({ type: Object, description: '元素编号到标记' })
  elements!: Record<string, ElementMarks>;
  @ApiProperty({ type: Object, description: '顺序流编号到经过次数' })
  flows!: Record<string, number>;
  @ApiProperty({ type: NoticeShown, isArray: true })
  notices!: NoticeShown[];
  @ApiProperty({ type: OpenIncidentView, isArray: true })
  incidentsOpen!: OpenIncidentView[];
  @ApiProperty({ type: PathStepView, isArray: true, description: '经过的元素和顺序流，按先后' })
  path!: PathStepView[];
}

class ActorView {
  @ApiProperty()
  username!: string;
  @ApiProperty()
  displayName!: string;
  @ApiProperty()
  unitName!: string;
}

class EnteredView {
  @ApiProperty()
  label!: string;
  @ApiProperty()
  value!: string;
}

class DefinitionVersion {
  @ApiProperty()
  version!: number;
}

export class TimelineEventView {
  @ApiProperty()
  instanceKey!: string;
  @ApiProperty()
  seq!: number;
  @ApiProperty({ format: 'date-time' })
  at!: string;
  @ApiProperty()
  type!: string;
  @ApiProperty({ required: false })
  elementId?: string;
  @ApiProperty({ required: false })
  elementName?: string;
  @ApiProperty()
  title!: string;
  @ApiProperty({ required: false })
  detail?: string;
  @ApiProperty({ type: ActorView, nullable: true, description: '空表示系统自动' })
  actor!: ActorView | null;
  @ApiProperty({ type: EnteredView, isArray: true, required: false })
  entered?: EnteredView[];
  @ApiProperty({ type: NoticeShown, required: false })
  notice?: NoticeShown;
  @ApiProperty({ required: false })
  late?: boolean;
  @ApiProperty({ required: false, description: '被调用的流程实例' })
  calledInstanceKey?: string;
  @ApiProperty({ type: DefinitionVersion })
  definition!: DefinitionVersion;
  @ApiProperty({ description: '此记录在哈希链上的值' })
  hash!: string;
}

class BadEvent {
  @ApiProperty()
  instanceKey!: string;
  @ApiProperty({ description: '0 表示整个实例' })
  seq!: number;
}

export class VerificationView {
  @ApiProperty({ enum: ['intact', 'altered', 'truncated', 'wrong-key'] })
  status!: 'intact' | 'altered' | 'truncated' | 'wrong-key';
  @ApiProperty()
  events!: number;
  @ApiProperty({ description: '已归档、在此只有校验值的记录数' })
  archived!: number;
  @ApiProperty()
  blocks!: number;
  @ApiProperty({ type: BadEvent, required: false })
  firstBad?: BadEvent;
  @ApiProperty({ required: false, description: '第一个不符的签名块' })
  badBlock?: number;
  @ApiProperty()
  message!: string;
  @ApiProperty({ format: 'date-time' })
  checkedAt!: string;
}
