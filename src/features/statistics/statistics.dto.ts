import { ApiProperty } from '@nestjs/swagger';
import { figures } from '../../domain/statistics/figures.js';
import { Int, OneOf, Text } from '../../platform/http/fields.js';

const day = {
  max: 10,
  pattern: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
  hint: '应为 年-月-日，例如 2026-06-16',
};

export class StatisticsQuery {
  @Text({ label: '起始日期', ...day }) from!: string;
  @Text({ label: '截止日期', ...day }) to!: string;
  @Text({ label: '单位', max: 64, optional: true }) unitId?: string;
}

export class FigureCasesQuery extends StatisticsQuery {
  @OneOf(figures.map(({ code }) => code), { label: '指标' })
  figure!: string;
  @Text({ label: '月份', max: 7, pattern: /^\d{4}-\d{2}$/, hint: '应为 年-月，例如 2026-06', optional: true })
  month?: string;
  @OneOf(['all', 'hit', 'rest'], { label: '范围', optional: true }) part?: 'all' | 'hit' | 'rest';
  @Int({ label: '页码', min: 1, max: 100_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}

export class ExportQuery extends StatisticsQuery {
  @OneOf(['csv', 'xlsx'], { label: '格式' }) format!: 'csv' | 'xlsx';
}

class RatioShown {
  @ApiProperty({ description: '分子' }) n!: number;
  @ApiProperty({ description: '分母' }) d!: number;
}

export class MonthShown extends RatioShown {
  @ApiProperty({ example: '2026-06' }) month!: string;
}

export class UnitRatioShown extends RatioShown {
  @ApiProperty() unitId!: string;
  @ApiProperty() unitName!: string;
}

export class FigureShown extends RatioShown {
  @ApiProperty() code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: '分子 ÷ 分母' }) formula!: string;
  @ApiProperty() basis!: string;
  @ApiProperty({ description: '分母为 0 时为「—」' }) shown!: string;
  @ApiProperty({ type: MonthShown, isArray: true }) months!: MonthShown[];
  @ApiProperty({ type: UnitRatioShown, isArray: true, description: '按机构序列，不排名' }) units!: UnitRatioShown[];
}

export class ShareShown {
  @ApiProperty() name!: string;
  @ApiProperty() count!: number;
}

export class CompositionShown {
  @ApiProperty({ example: '信访渠道' }) name!: string;
  @ApiProperty({ type: ShareShown, isArray: true }) shares!: ShareShown[];
}

export class NotRecordedShown {
  @ApiProperty() name!: string;
  @ApiProperty() reason!: string;
}

export class StatisticsShown {
  @ApiProperty({ format: 'date' }) from!: string;
  @ApiProperty({ format: 'date' }) to!: string;
  @ApiProperty({ type: FigureShown, isArray: true }) figures!: FigureShown[];
  @ApiProperty({ description: '登记件数' }) registered!: number;
  @ApiProperty({ type: CompositionShown, isArray: true }) composition!: CompositionShown[];
  @ApiProperty({
    type: RatioShown,
    required: false,
    description: '联系公安机关后经复核更正的 ÷ 联系公安机关的，仅合计',
  })
  referrals?: RatioShown;
  @ApiProperty({ type: NotRecordedShown, isArray: true, description: '尚无数据、不能计算的指标' })
  notRecorded!: NotRecordedShown[];
}

export class FigureCaseShown {
  @ApiProperty() caseId!: string;
  @ApiProperty() caseNumber!: string;
  @ApiProperty() title!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ required: false }) unitName?: string;
  @ApiProperty({ format: 'date', description: '到期日，或发生日' }) day!: string;
  @ApiProperty({ description: '计入分子' }) isHit!: boolean;
}

export class FigureCasesShown {
  @ApiProperty({ type: FigureCaseShown, isArray: true }) items!: FigureCaseShown[];
  @ApiProperty() total!: number;
  @ApiProperty() page!: number;
  @ApiProperty() size!: number;
}
