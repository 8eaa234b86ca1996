import { ApiProperty } from '@nestjs/swagger';
import { mostDays } from './reception-days.js';
import { periods, type Period } from '../../domain/receptions/obligations.js';
import { Int, OneOf, Text } from '../../platform/http/fields.js';

const day = { max: 10, pattern: /^\d{4}-\d{2}-\d{2}$/, hint: '应为日期，如 2026-06-03' };
const month = {
  label: '月份',
  max: 7,
  pattern: /^20\d{2}-(0[1-9]|1[0-2])$/,
  hint: '应为 2000—2099 年间的月份，如 2026-06',
};
const time = { max: 5, pattern: /^([01]\d|2[0-3]):[0-5]\d$/, hint: '应为时间，如 09:00' };
const reason = { max: 200, pattern: /\S/, hint: '不能为空' };

export class SlotsQuery {
  @Text({ label: '起始日期', ...day }) from!: string;
  @Text({ label: `截止日期（不超过起始日期后 ${mostDays} 天）`, ...day }) to!: string;
  @Text({ label: '单位', max: 64, optional: true }) unitId?: string;
}

export class MonthQuery {
  @Text(month) month!: string;
}

export class VersionQuery {
  @Int({ label: '版本', min: 1, max: 1_000_000 }) version!: number;
}

export class RosterBody {
  @Text(month) month!: string;
  @Text({ label: '单位（不填为本人负责的全部单位）', max: 64, optional: true }) unitId?: string;
}

export class PublicationBody extends RosterBody {
  @Text({ label: '未达到规定次数仍公布的理由', max: 200, optional: true }) reason?: string;
}

export class SlotBody {
  @Text({ label: '日期', ...day }) day!: string;
  @Text({ label: '开始时间', ...time }) startsAt!: string;
  @Text({ label: '结束时间', ...time }) endsAt!: string;
  @Text({ label: '地点', max: 100, pattern: /\S/, hint: '不能为空' }) place!: string;
  @Text({ label: '接待领导（账号）', max: 64, optional: true }) leaderId?: string;
  @Text({ label: '接待领导（没有账号的填写姓名、职务）', max: 60, optional: true }) leaderName?: string;
}

export class NewSlotBody extends SlotBody {
  @Text({ label: '单位', max: 64 }) unitId!: string;
}

export class EditSlotBody extends SlotBody {
  @Int({ label: '版本', min: 1, max: 1_000_000 }) version!: number;
}

export class SubstitutionBody {
  @Text({ label: '顶替领导（账号）', max: 64, optional: true }) leaderId?: string;
  @Text({ label: '顶替领导（没有账号的填写姓名、职务）', max: 60, optional: true }) leaderName?: string;
  @Text({ label: '顶替原因', ...reason }) reason!: string;
  @Int({ label: '版本', min: 1, max: 1_000_000 }) version!: number;
}

export class CancellationBody {
  @Text({ label: '取消原因', ...reason }) reason!: string;
  @Int({ label: '版本', min: 1, max: 1_000_000 }) version!: number;
}

export class ObligationBody {
  @Int({ label: '次数', min: 0, max: 31 }) times!: number;
  @OneOf(periods, { label: '周期' }) period!: string;
  @Int({ label: '一次办结率目标（%，目标责任书）', min: 0, max: 100, optional: true }) targetPercent?: number;
}

export const applicationKinds = ['预约申请', '突发接访'] as const;

export class ApplicationBody {
  @Text({ label: '事项编号', max: 40 }) caseNumber!: string;
  @OneOf(applicationKinds, { label: '种类' }) kind!: (typeof applicationKinds)[number];
  @Int({ label: '代表人数', min: 0, max: 1_000 }) representatives!: number;
  @Text({ label: '希望接访的领导', max: 60, optional: true }) wishedLeader?: string;
  @Text({ label: '希望的日期', ...day, optional: true }) wishedDay?: string;
  @Text({ label: '基层答复文号', max: 60, optional: true }) lowerReplyNumber?: string;
  @Text({ label: '基层领导接待记录', max: 64, optional: true }) lowerReceptionId?: string;
}

export class ApplicationShown {
  @ApiProperty({ type: String }) instanceKey!: string;
  @ApiProperty({ type: String }) message!: string;
}

export class EligibilityQuery {
  @Text({ label: '事项编号', max: 40 }) caseNumber!: string;
}

export class PublicSlotShown {
  @ApiProperty({ type: String }) unitName!: string;
  @ApiProperty({ type: String, description: '领导接待日、大厅值班' }) kind!: string;
  @ApiProperty({ type: String, format: 'date' }) day!: string;
  @ApiProperty({ type: String }) startsAt!: string;
  @ApiProperty({ type: String }) endsAt!: string;
  @ApiProperty({ type: String }) place!: string;
  @ApiProperty({ type: String }) leaderName!: string;
}

export class SlotShown extends PublicSlotShown {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String }) unitId!: string;
  @ApiProperty({ type: String, nullable: true, required: true }) leaderId!: string | null;
  @ApiProperty({ type: String, enum: ['draft', 'published', 'cancelled'] }) status!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ type: 'integer', description: '已安排的事项数' }) appointments!: number;
  @ApiProperty({ type: Boolean, description: '本人可以编排' }) editable!: boolean;
}

export class SlotChangeShown {
  @ApiProperty({ type: String }) kind!: string;
  @ApiProperty({ type: String, description: '改动之前的安排' }) before!: string;
  @ApiProperty({ type: String }) reason!: string;
  @ApiProperty({ type: String }) changedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt!: string;
}

export class AppointmentShown {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String }) caseId!: string;
  @ApiProperty({ type: String }) caseNumber!: string;
  @ApiProperty({ type: String }) caseTitle!: string;
  @ApiProperty({ type: 'integer' }) representatives!: number;
  @ApiProperty({ type: String, enum: ['arranged', 'held', 'moved'] }) status!: string;
  @ApiProperty({ type: Boolean, nullable: true, required: true, description: '现场解决' }) settled!: boolean | null;
  @ApiProperty({ type: String, nullable: true, required: true, description: '包案领导' }) leadLeader!: string | null;
  @ApiProperty({ type: String, nullable: true, required: true, format: 'date', description: '包案期限' }) leadUntil!:
    string | null;
}

export class SlotDetailShown extends SlotShown {
  @ApiProperty({ type: () => [SlotChangeShown] }) changes!: SlotChangeShown[];
  @ApiProperty({ type: () => [AppointmentShown], description: '本人有权查看的事项' }) matters!: AppointmentShown[];
}

export class CoverageRowShown {
  @ApiProperty({ type: String }) unitId!: string;
  @ApiProperty({ type: String }) unitName!: string;
  @ApiProperty({ type: String, enum: [...periods] }) period!: Period;
  @ApiProperty({ type: String, description: '2026-W23、2026-06 或 2026-06-01' }) key!: string;
  @ApiProperty({ type: String, format: 'date' }) from!: string;
  @ApiProperty({ type: String, format: 'date' }) to!: string;
  @ApiProperty({ type: 'integer' }) required!: number;
  @ApiProperty({ type: 'integer' }) planned!: number;
  @ApiProperty({ type: 'integer' }) missing!: number;
}

export class CoverageShown {
  @ApiProperty({ type: String }) month!: string;
  @ApiProperty({ type: () => [CoverageRowShown] }) rows!: CoverageRowShown[];
  @ApiProperty({ type: [String], description: '未达到规定次数的，每处一句' }) gaps!: string[];
}

export class RosterShown {
  @ApiProperty({ type: 'integer', description: '新编排的次数' }) drafted!: number;
  @ApiProperty({ type: 'integer', description: '其中还没有定接待领导的' }) withoutLeader!: number;
  @ApiProperty({ type: () => CoverageShown }) coverage!: CoverageShown;
}

export class PublicationShown {
  @ApiProperty({ type: 'integer' }) published!: number;
  @ApiProperty({ type: String }) message!: string;
}

export class ObligationShown {
  @ApiProperty({ type: String }) unitLevel!: string;
  @ApiProperty({ type: 'integer' }) times!: number;
  @ApiProperty({ type: String, enum: [...periods] }) period!: Period;
  @ApiProperty({ type: 'integer', nullable: true, required: true }) targetPercent!: number | null;
}

export class LeaderShown {
  @ApiProperty({ type: String }) id!: string;
  @ApiProperty({ type: String }) name!: string;
  @ApiProperty({ type: String }) unitId!: string;
}

export class EligibilityShown {
  @ApiProperty({ type: Boolean }) eligible!: boolean;
  @ApiProperty({ type: Boolean, description: '已有基层答复' }) lowerReply!: boolean;
  @ApiProperty({ type: Boolean, description: '基层领导已接待' }) lowerReception!: boolean;
  @ApiProperty({ type: String, description: '结论，不予安排的写明缺什么、先到哪里' }) message!: string;
}

export class RateShown {
  @ApiProperty({ type: 'integer' }) numerator!: number;
  @ApiProperty({ type: 'integer' }) denominator!: number;
  @ApiProperty({ type: Number, nullable: true, required: true, description: '百分比，没有分母时为空' }) percent!:
    number | null;
}

export class ReceptionFigureShown {
  @ApiProperty({ type: String }) unitId!: string;
  @ApiProperty({ type: String }) unitName!: string;
  @ApiProperty({ type: () => RateShown, description: '接待日执行率' }) heldRate!: RateShown;
  @ApiProperty({ type: () => RateShown, description: '一次办结率' }) settledAtOnceRate!: RateShown;
  @ApiProperty({ type: () => RateShown, description: '部门到场率' }) attendanceRate!: RateShown;
  @ApiProperty({ type: 'integer', nullable: true, required: true, description: '一次办结率目标' }) targetPercent!:
    number | null;
}
