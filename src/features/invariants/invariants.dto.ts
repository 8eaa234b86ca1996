import { ApiProperty } from '@nestjs/swagger';
import { invariants, type Invariant } from '../../domain/invariants/three-invariants.js';
import { Int, OneOf } from '../../platform/http/fields.js';
import { PersonNamed } from '../cases/case-answers.dto.js';

export class InvariantsQuery {
  @OneOf(invariants, { label: '哪一项', optional: true }) invariant?: Invariant;
  @Int({ label: '页码', min: 1, max: 100_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}

export class ViolationShown {
  @ApiProperty() caseId!: string;
  @ApiProperty() caseNumber!: string;
  @ApiProperty() title!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ required: false, description: '责任单位，没有时为登记单位' }) unitName?: string;
  @ApiProperty({ enum: [...invariants] }) invariant!: Invariant;
  @ApiProperty() message!: string;
}

export class CheckShown {
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ description: '检查的事项数' }) cases!: number;
  @ApiProperty({ type: PersonNamed, required: false, description: '没有时为夜间自动检查' }) by?: PersonNamed;
}

export class InvariantsShown {
  @ApiProperty({ type: CheckShown, required: false, description: '最近一次检查；没有时尚未检查' }) check?: CheckShown;
  @ApiProperty({ type: ViolationShown, isArray: true }) items!: ViolationShown[];
  @ApiProperty() total!: number;
  @ApiProperty() page!: number;
  @ApiProperty() size!: number;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' }, description: '三项各有几件' })
  counts!: Record<Invariant, number>;
}
