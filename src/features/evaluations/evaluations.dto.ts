import { ApiProperty } from '@nestjs/swagger';
import { opinions, type Opinion } from '../../domain/statistics/facts.js';
import { OneOf, Text } from '../../platform/http/fields.js';

/** How an evaluation came in. */
export const sources = ['查询码', '签字回访表', '通话记录'] as const;
export type Source = (typeof sources)[number];

export class EvaluationBody {
  @OneOf(opinions, { label: '对信访部门的评价' }) ofOffice!: Opinion;
  @OneOf(opinions, { label: '对办理单位的评价' }) ofUnit!: Opinion;
  @Text({ label: '意见', max: 500, optional: true }) remark?: string;
}

export class PublicEvaluationBody extends EvaluationBody {
  @Text({ label: '信访编号', max: 40 }) number!: string;
  @Text({ label: '查询码', max: 40 }) queryCode!: string;
}

export class EnteredEvaluationBody extends EvaluationBody {
  @OneOf(['签字回访表', '通话记录'], { label: '评价凭据' }) source!: Exclude<Source, '查询码'>;
  @Text({ label: '凭据编号', max: 100 }) evidence!: string;
}

export class EvaluationShown {
  @ApiProperty({ enum: [...opinions] }) ofOffice!: Opinion;
  @ApiProperty({ enum: [...opinions] }) ofUnit!: Opinion;
  @ApiProperty() remark!: string;
  @ApiProperty({ enum: [...sources] }) source!: Source;
  @ApiProperty({ required: false, description: '签字回访表或通话记录的编号' }) evidence?: string;
  @ApiProperty({ required: false, description: '录入人；信访人自己评价时没有' }) enteredBy?: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
}

export class EvaluationState {
  @ApiProperty({ description: '答复已送达，可以评价' }) isOpen!: boolean;
  @ApiProperty({ type: EvaluationShown, required: false, description: '没有时尚未评价' }) evaluation?: EvaluationShown;
}
