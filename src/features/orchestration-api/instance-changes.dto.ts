import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Text as RequiredText } from '../../platform/http/fields.js';

/** Instructions in one request: as many as one command may take steps would hardly be meant. */
const most = 200;

const aKey = /^-?\d{1,25}$/;

export class MappingInstruction {
  @RequiredText({ label: '原元素编号', max: 128 })
  sourceElementId!: string;

  @RequiredText({ label: '目标元素编号', max: 128 })
  targetElementId!: string;
}

export class MigrateInstanceBody {
  @ApiProperty({ description: '目标流程定义的键', pattern: '^-?[0-9]+$' })
  @Matches(aKey, { message: '「目标流程定义的键」应为数字编号的文字' })
  targetProcessDefinitionKey!: string;

  /** Elements that are not named keep their id. */
  @ApiProperty({ type: [MappingInstruction], maxItems: most })
  @IsArray({ message: '「对应关系」应为列表' })
  @ArrayMaxSize(most, { message: `「对应关系」不能超过 ${most} 项` })
  @ValidateNested({ each: true })
  @Type(() => MappingInstruction)
  mappingInstructions!: MappingInstruction[];
}

export class VariableInstruction {
  @ApiProperty({ type: 'object', additionalProperties: true, description: '变量' })
  @IsObject({ message: '「变量」应为对象' })
  variables!: Variables;

  @ApiPropertyOptional({ description: '变量所属的元素编号；空为流程' })
  @IsOptional()
  @IsString({ message: '「变量所属的元素编号」应为文字' })
  @MaxLength(128, { message: '「变量所属的元素编号」不能超过 128 个字' })
  scopeId?: string;
}

export class ActivateInstructionBody {
  @RequiredText({ label: '元素编号', max: 128 })
  elementId!: string;

  @ApiPropertyOptional({ type: [VariableInstruction], maxItems: most })
  @IsOptional()
  @IsArray({ message: '「变量指令」应为列表' })
  @ArrayMaxSize(most, { message: `「变量指令」不能超过 ${most} 项` })
  @ValidateNested({ each: true })
  @Type(() => VariableInstruction)
  variableInstructions?: VariableInstruction[];

  @ApiPropertyOptional({ description: '在哪个上级环节中启动；-1 为唯一的那个', pattern: '^-?[0-9]+$' })
  @IsOptional()
  @Matches(aKey, { message: '「上级环节的键」应为数字编号的文字' })
  ancestorElementInstanceKey?: string;
}

/** Exactly one of the two. */
export class TerminateInstructionBody {
  @ApiPropertyOptional({ description: '元素编号：其所有进行中的实例' })
  @IsOptional()
  @IsString({ message: '「元素编号」应为文字' })
  @MaxLength(128, { message: '「元素编号」不能超过 128 个字' })
  elementId?: string;

  @ApiPropertyOptional({ description: '元素实例的键', pattern: '^-?[0-9]+$' })
  @IsOptional()
  @Matches(aKey, { message: '「元素实例的键」应为数字编号的文字' })
  elementInstanceKey?: string;
}

/** What the API allows and this server does not carry out is named here so that it is refused, not dropped. */
export class ModifyInstanceBody {
  @ApiPropertyOptional({ type: [ActivateInstructionBody], maxItems: most })
  @IsOptional()
  @IsArray({ message: '「启动指令」应为列表' })
  @ArrayMaxSize(most, { message: `「启动指令」不能超过 ${most} 项` })
  @ValidateNested({ each: true })
  @Type(() => ActivateInstructionBody)
  activateInstructions?: ActivateInstructionBody[];

  @ApiPropertyOptional({ type: [TerminateInstructionBody], maxItems: most })
  @IsOptional()
  @IsArray({ message: '「终止指令」应为列表' })
  @ArrayMaxSize(most, { message: `「终止指令」不能超过 ${most} 项` })
  @ValidateNested({ each: true })
  @Type(() => TerminateInstructionBody)
  terminateInstructions?: TerminateInstructionBody[];

  @ApiProperty({ type: 'array', items: { type: 'object' }, maxItems: 0, required: false, description: '不支持' })
  @IsOptional()
  @IsArray({ message: '「移动指令」应为列表' })
  @ArrayMaxSize(0, { message: '不支持移动指令(moveInstructions)，请用启动和终止指令' })
  moveInstructions?: unknown[];
}
