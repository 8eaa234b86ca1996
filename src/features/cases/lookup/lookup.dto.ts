import { ApiProperty } from '@nestjs/swagger';
import { stations } from '../../../domain/codes/case-codes.js';
import type { PublicPromise } from '../../../domain/progress/public-progress.js';
import { Text } from '../../../platform/http/fields.js';
import { StationShown } from '../case-answers.dto.js';

export class LookupBody {
  @Text({ label: '事项编号', max: 40 }) number!: string;
  @Text({ label: '查询码', max: 40 }) queryCode!: string;
}

/** What the petitioner is told without signing in; no person, no officer, no words of the petition. */
export class PublicUnitShown {
  @ApiProperty() name!: string;
  @ApiProperty({ required: false, description: '咨询电话' }) phone?: string;
  @ApiProperty({ required: false }) address?: string;
}

export class PublicPromiseShown implements PublicPromise {
  @ApiProperty({ description: '何时之前做什么' }) text!: string;
  @ApiProperty({ format: 'date' }) lastDay!: string;
  @ApiProperty({ enum: ['running', 'overdue', 'paused'] }) standing!: PublicPromise['standing'];
}

export class DeliveredNoticeShown {
  @ApiProperty() title!: string;
  @ApiProperty({ description: '文号' }) number!: string;
  @ApiProperty({ format: 'date', description: '送达日期' }) deliveredOn!: string;
  @ApiProperty({ required: false, description: '送达方式' }) way?: string;
}

export class RepeatedMatterShown {
  @ApiProperty({ description: '此前登记的相同事项的编号' }) number!: string;
  @ApiProperty({ enum: [...stations] }) stage!: string;
  @ApiProperty() isClosed!: boolean;
  @ApiProperty({ type: PublicUnitShown }) unit!: PublicUnitShown;
}

export class PublicProgressShown {
  @ApiProperty() number!: string;
  @ApiProperty({ format: 'date' }) registeredOn!: string;
  @ApiProperty() isClosed!: boolean;
  @ApiProperty({ required: false, description: '办理结果；办结后才有' }) outcome?: string;
  @ApiProperty({ type: StationShown, isArray: true }) stations!: StationShown[];
  @ApiProperty({ enum: [...stations], required: false, description: '下一环节' }) nextStation?: string;
  @ApiProperty({ type: PublicPromiseShown, isArray: true }) promises!: PublicPromiseShown[];
  @ApiProperty({ type: PublicUnitShown, required: false, description: '办理单位' }) unit?: PublicUnitShown;
  @ApiProperty({ type: PublicUnitShown, description: '登记单位' }) office!: PublicUnitShown;
  @ApiProperty({ type: DeliveredNoticeShown, isArray: true }) notices!: DeliveredNoticeShown[];
  @ApiProperty({ type: RepeatedMatterShown, required: false }) repeats?: RepeatedMatterShown;
}
