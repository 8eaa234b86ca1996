import { ApiProperty } from '@nestjs/swagger';
import { stations } from '../../domain/codes/case-codes.js';
import type { Gathering } from '../../domain/duplicates/case-relations.js';
import type { ClockView } from '../../domain/clocks/statutory-clock.js';
import type {
  CaseDetail,
  CaseInstanceView,
  Notice,
  CaseSummary,
  DemandView,
  LeadView,
  Page,
  UnitName,
} from './cases.view.js';
import type { DuplicateView } from './duplicates.service.js';
import type { Person } from './person-vault.js';
import type { RegisteredCase } from './registration.service.js';
import type { ReminderView } from './reminders.service.js';

/** Answers of `/api/cases` and its neighbours as OpenAPI shows them; each class keeps step with the type it implements. */

const Shown = (description?: string): PropertyDecorator => ApiProperty(description ? { description } : {});
const Optional = (description?: string): PropertyDecorator =>
  ApiProperty({ required: false, ...(description ? { description } : {}) });
const Instant = (required = true): PropertyDecorator => ApiProperty({ format: 'date-time', required });

export class CodeShown {
  @Shown() code!: string;
  @Shown() name!: string;
}

export class UnitNamed implements UnitName {
  @Shown() id!: string;
  @Shown() name!: string;
}

export class PersonNamed {
  @Shown() displayName!: string;
}

export class ClockShown implements ClockView {
  @ApiProperty({ example: '办结' }) name!: string;
  @Shown('第几轮；重办后重新计时') round!: number;
  @ApiProperty({ format: 'date' }) startedOn!: string;
  @ApiProperty({ format: 'date', description: '最后一日' }) lastDay!: string;
  @Instant(false) stoppedAt?: string;
  @ApiProperty({ required: false, format: 'date', description: '暂停计时之日' }) pausedOn?: string;
  @Shown('含延长的天数') daysAllowed!: number;
  @ApiProperty({ enum: ['calendar', 'working'], description: '自然日或工作日' }) unit!: ClockView['unit'];
  @Shown() daysUsed!: number;
  @Shown('负数为超期的自然日数') daysLeft!: number;
  @Shown() extendedDays!: number;
  @Shown('不计入期限的天数') pausedDays!: number;
  @ApiProperty({ enum: ['normal', 'warning', 'overdue', 'paused', 'stopped'] }) level!: ClockView['level'];
  @Shown('最后一日所在年份的放假安排尚未公布，公布后重新计算') isProvisional!: boolean;
}

export class CaseSummaryShown implements CaseSummary {
  @Shown() id!: string;
  @Shown('编号') number!: string;
  @Shown() title!: string;
  @Shown('信访人（已遮蔽）') petitioner!: string;
  @ApiProperty({ type: CodeShown }) category!: CodeShown;
  @Shown() status!: string;
  @ApiProperty({ enum: [...stations], description: '最近到达的环节' }) stage!: string;
  @ApiProperty({ type: UnitNamed, nullable: true, description: '责任单位' }) unit!: UnitNamed | null;
  @Instant() registeredAt!: string;
  @ApiProperty({ type: ClockShown, nullable: true, description: '最紧的期限' }) clock!: ClockShown | null;
  @Optional('办理结果') outcome?: string;
  @Optional('立案号') docketNumber?: string;
  @ApiProperty({ enum: ['首次', '重复'], description: '重复：经人认定与此前事项相同' }) occurrence!: '首次' | '重复';
  @ApiProperty({ enum: ['集体访', '联名'], required: false, description: '五人以上' }) gathering?: Gathering;
}

export class CasePageShown implements Page<CaseSummary> {
  @ApiProperty({ type: CaseSummaryShown, isArray: true }) items!: CaseSummaryShown[];
  @Shown() total!: number;
  @Shown() page!: number;
  @Shown() size!: number;
}

export class CompanionShown {
  @Shown() name!: string;
}

export class PersonShown implements Person {
  @Shown() name!: string;
  @Optional() sex?: string;
  @Optional() idType?: string;
  @Optional() idNumber?: string;
  @Optional() birthYear?: number;
  @Optional() phone?: string;
  @Optional() address?: string;
  @Optional('代理人') agent?: string;
}

export class RevealedShown {
  @ApiProperty({ type: PersonShown }) person!: PersonShown;
  @ApiProperty({ type: CompanionShown, isArray: true }) companions!: CompanionShown[];
}

export class DemandShown implements DemandView {
  @Shown() no!: number;
  @Shown() text!: string;
  @Optional('答复或去向') answer?: string;
  @Optional() result?: string;
  @Optional() reply?: string;
}

export class StationShown {
  @Shown() name!: string;
  @Instant(false) reachedAt?: string;
  @Shown() current!: boolean;
}

class HolderShown {
  @Shown() username!: string;
  @Shown() displayName!: string;
}

class CurrentTaskShown {
  @Shown() name!: string;
  @ApiProperty({ type: HolderShown, required: false }) assignee?: HolderShown;
}

export class CaseInstanceShown implements CaseInstanceView {
  @Shown() key!: string;
  @Shown() definitionKey!: string;
  @Shown() processId!: string;
  @Shown() processName!: string;
  @Shown() version!: number;
  @Shown() status!: string;
  @Instant() startedAt!: string;
  @Instant(false) endedAt?: string;
  @ApiProperty({ type: CurrentTaskShown, isArray: true }) current!: CurrentTaskShown[];
  @ApiProperty({ type: String, isArray: true }) currentElementIds!: string[];
  @ApiProperty({ type: String, isArray: true }) doneElementIds!: string[];
  @ApiProperty({ type: String, isArray: true }) takenFlowIds!: string[];
}

export class NoticeShown implements Notice {
  @Shown() id!: string;
  @Shown('文号') number!: string;
  @Shown() title!: string;
  @Shown() templateId!: string;
  @ApiProperty({ type: String, nullable: true }) caseId!: string | null;
  @Shown() instanceKey!: string;
  @Instant() issuedAt!: string;
  @ApiProperty({ type: PersonNamed }) issuedBy!: PersonNamed;
  @Shown() sha256!: string;
  @ApiProperty({ required: false, format: 'date', description: '首次送达日期' }) deliveredOn?: string;
}

export class LeadShown implements LeadView {
  @ApiProperty({ example: '县级' }) level!: string;
  @Shown() leader!: string;
  @Shown('职务') post!: string;
  @ApiProperty({ format: 'date', description: '包案期限' }) until!: string;
  @ApiProperty({ format: 'date', required: false, description: '最近一次月度报告' }) reportedOn?: string;
  @ApiProperty({ format: 'date', required: false, description: '确认化解' }) resolvedOn?: string;
}

export class FinalReviewShown {
  @Shown('文号') number!: string;
  @ApiProperty({ format: 'date' }) on!: string;
}

export class CaseDetailShown extends CaseSummaryShown implements CaseDetail {
  @ApiProperty({ type: CodeShown }) channel!: CodeShown;
  @Instant() receivedAt!: string;
  @ApiProperty({ type: PersonNamed }) registrar!: PersonNamed;
  @ApiProperty({ type: UnitNamed }) registeringUnit!: UnitNamed;
  @Optional('接访窗口') window?: string;
  @Shown() summary!: string;
  @Optional() place?: string;
  @Shown() urgency!: string;
  @Optional() kind?: string;
  @Optional() level?: string;
  @Shown() headcount!: number;
  @ApiProperty({ type: CompanionShown, isArray: true }) companions!: CompanionShown[];
  @Optional('此前办理情况') prior?: string;
  @Optional('特殊需要') needs?: string;
  @Shown() contactConsent!: boolean;
  @Shown() isPublic!: boolean;
  @Shown() secrecyAsked!: boolean;
  @Instant(false) closedAt?: string;
  @ApiProperty({ type: PersonShown, description: '信访人（已遮蔽）' }) person!: PersonShown;
  @ApiProperty({ type: DemandShown, isArray: true }) demands!: DemandShown[];
  @ApiProperty({ type: LeadShown, isArray: true, description: '各级包案领导' }) leads!: LeadShown[];
  @ApiProperty({ type: FinalReviewShown, required: false, description: '三级终结的复核意见' })
  finalReview?: FinalReviewShown;
  @Optional('排队号') queueNumber?: string;
  @ApiProperty({ type: ClockShown, isArray: true }) clocks!: ClockShown[];
  @ApiProperty({ type: StationShown, isArray: true }) stations!: StationShown[];
  @ApiProperty({ type: CaseInstanceShown, isArray: true }) instances!: CaseInstanceShown[];
  @ApiProperty({ type: NoticeShown, isArray: true }) notices!: NoticeShown[];
  @Shown('查询码') queryCode!: string;
}

export class RegisteredShown implements RegisteredCase {
  @Shown() id!: string;
  @Shown('编号') number!: string;
  @Shown('查询码') queryCode!: string;
  @Optional('排队号（在窗口来访的）') queueNumber?: string;
  @Shown() instanceKey!: string;
  @Shown() message!: string;
  @Shown('页面地址') caseUrl!: string;
}

export class DuplicateShown implements DuplicateView {
  @Shown() caseId!: string;
  @Shown() number!: string;
  @Shown() title!: string;
  @Shown('信访人（已遮蔽）') petitioner!: string;
  @Shown() status!: string;
  @Instant() registeredAt!: string;
  @ApiProperty({ minimum: 0, maximum: 1, description: '相似程度' }) score!: number;
  @ApiProperty({ type: String, isArray: true }) reasons!: string[];
}

export class ReminderShown implements ReminderView {
  @Shown() id!: string;
  @Shown() text!: string;
  @Shown() caseId!: string;
  @Shown() caseNumber!: string;
  @Instant() createdAt!: string;
  @Instant(false) readAt?: string;
}

export class CodesShown {
  @ApiProperty({ type: CodeShown, isArray: true }) channels!: CodeShown[];
  @ApiProperty({ type: CodeShown, isArray: true }) categories!: CodeShown[];
  @ApiProperty({ type: CodeShown, isArray: true }) statuses!: CodeShown[];
  @ApiProperty({ type: CodeShown, isArray: true }) urgencies!: CodeShown[];
  @ApiProperty({ type: CodeShown, isArray: true }) idTypes!: CodeShown[];
  @ApiProperty({ type: CodeShown, isArray: true }) outcomes!: CodeShown[];
}
