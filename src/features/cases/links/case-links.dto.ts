import { ApiProperty } from '@nestjs/swagger';
import { codesOf } from '../../../domain/codes/code.js';
import { caseRelations, tellings, type CaseRelation } from '../../../domain/duplicates/case-relations.js';
import type { Passage } from '../../../domain/duplicates/shared-passages.js';
import { Int, OneOf, Text } from '../../../platform/http/fields.js';
import { PersonNamed, UnitNamed } from '../case-answers.dto.js';

export class DecideLinkBody {
  @Text({ label: '另一件事项', max: 64 }) otherCaseId!: string;
  @OneOf(codesOf(caseRelations), { label: '认定结果' }) relation!: CaseRelation;
  @Text({ label: '认定理由', min: 4, max: 500 }) reason!: string;
  @OneOf(codesOf(tellings), { label: '告知方式', optional: true }) told?: string;
  @Int({ label: '已看到的认定次数', min: 0, max: 10_000 }) seen!: number;
}

const relationShown = { enum: codesOf(caseRelations) };

/** The other matter of a pair: what a list may show of it. */
export class LinkedCaseShown {
  @ApiProperty() id!: string;
  @ApiProperty({ description: '编号' }) number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ description: '信访人（已遮蔽）' }) petitioner!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ format: 'date-time' }) registeredAt!: string;
  @ApiProperty({ type: UnitNamed, nullable: true, description: '责任单位' }) unit!: UnitNamed | null;
}

export class SuggestionShown extends LinkedCaseShown {
  @ApiProperty({ ...relationShown, required: false, description: '疑似关系；不确定时没有' }) relation?: CaseRelation;
  @ApiProperty({ type: String, isArray: true, description: '提示的原因' }) reasons!: string[];
}

export class DecisionShown {
  @ApiProperty(relationShown) relation!: CaseRelation;
  @ApiProperty() reason!: string;
  @ApiProperty({ required: false, description: '告知信访人的方式' }) told?: string;
  @ApiProperty({ type: PersonNamed }) decidedBy!: PersonNamed;
  @ApiProperty({ format: 'date-time' }) decidedAt!: string;
}

export class CaseLinkShown extends DecisionShown {
  @ApiProperty({ type: LinkedCaseShown }) case!: LinkedCaseShown;
  @ApiProperty({ description: '另一件登记在先' }) isEarlier!: boolean;
}

export class PassageShown implements Passage {
  @ApiProperty() text!: string;
  @ApiProperty({ description: '另一件也有这段文字' }) isShared!: boolean;
}

export class ComparedFieldShown {
  @ApiProperty() label!: string;
  @ApiProperty({ type: PassageShown, isArray: true }) earlier!: PassageShown[];
  @ApiProperty({ type: PassageShown, isArray: true }) later!: PassageShown[];
  @ApiProperty() isSame!: boolean;
}

export class ComparisonShown {
  @ApiProperty({ type: LinkedCaseShown, description: '登记在先' }) earlier!: LinkedCaseShown;
  @ApiProperty({ type: LinkedCaseShown, description: '登记在后' }) later!: LinkedCaseShown;
  @ApiProperty({ description: '先登记的一件还没有办结' }) isEarlierOpen!: boolean;
  @ApiProperty({ description: '文字相近程度' }) likeness!: string;
  @ApiProperty({ type: String, isArray: true }) reasons!: string[];
  @ApiProperty({ type: ComparedFieldShown, isArray: true }) fields!: ComparedFieldShown[];
  @ApiProperty({ type: DecisionShown, isArray: true, description: '历次认定，最后一次有效' })
  decisions!: DecisionShown[];
}

export class LinkDecidedShown {
  @ApiProperty({ type: CaseLinkShown }) link!: CaseLinkShown;
  @ApiProperty({ description: '做了什么，接下来如何' }) message!: string;
}
