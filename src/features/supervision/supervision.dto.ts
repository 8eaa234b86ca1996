import { ApiProperty } from '@nestjs/swagger';
import { urgeGrounds } from '../../domain/codes/urge-grounds.js';
import { codesOf } from '../../domain/codes/code.js';
import { Int, OneOf, Text } from '../../platform/http/fields.js';

export class LateQuery {
  @Text({ label: '单位', max: 64, optional: true }) unitId?: string;
  @Int({ label: '页码', min: 1, max: 10_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 100, optional: true }) size?: number;
}

export class LateStepShown {
  @ApiProperty({ description: '现在的环节' }) name!: string;
  @ApiProperty({ required: false, description: '办理单位，环节另有指定时' }) unitName?: string;
  @ApiProperty({ required: false, description: '签收人；没有时尚无人签收' }) holder?: string;
  @ApiProperty({ format: 'date-time', description: '到达该环节的时间' }) since!: string;
}

export class LateShown {
  @ApiProperty() caseId!: string;
  @ApiProperty() caseNumber!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '超期的期限', example: '办结' }) clock!: string;
  @ApiProperty({ format: 'date', description: '最后一日' }) lastDay!: string;
  @ApiProperty({ description: '超期天数' }) daysLate!: number;
  @ApiProperty({ description: '责任单位' }) unitName!: string;
  @ApiProperty({ type: LateStepShown, isArray: true }) steps!: LateStepShown[];
  @ApiProperty({ description: '已有督办在办' }) urged!: boolean;
}

export class LatePageShown {
  @ApiProperty({ type: LateShown, isArray: true }) items!: LateShown[];
  @ApiProperty() total!: number;
  @ApiProperty() page!: number;
  @ApiProperty() size!: number;
}

export class UrgeBody {
  @Text({ label: '信访事项', max: 64 }) caseId!: string;
  @OneOf(codesOf(urgeGrounds), { label: '督办事由' }) ground!: string;
  @Text({ label: '事实', min: 10, max: 1000 }) facts!: string;
}

export class UrgedShown {
  @ApiProperty({ description: '督办流程实例' }) instanceKey!: string;
  @ApiProperty() message!: string;
}
