import {
  ArrayMaxSize,
  Equals,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Variables } from '../../engine/ports.js';
import {
  AnyObject,
  Flag,
  Instant,
  Int,
  Key,
  NullableInstant,
  NullableKey,
  NullableText,
  OneOf,
  Tenant,
  Text,
  Texts,
} from './shown.js';
import { defaultTenant } from './tenant.js';

export const instanceStates = ['ACTIVE', 'COMPLETED', 'TERMINATED'] as const;

export class ProcessInstanceResult {
  @Text() processDefinitionId!: string;
  @NullableText() processDefinitionName!: string | null;
  @Int() processDefinitionVersion!: number;
  @NullableText() processDefinitionVersionTag!: string | null;
  @Instant() startDate!: string;
  @NullableInstant() endDate!: string | null;
  @OneOf(instanceStates) state!: (typeof instanceStates)[number];
  @Flag() hasIncident!: boolean;
  @Tenant() tenantId = defaultTenant;
  @Key() processInstanceKey!: string;
  @Key() processDefinitionKey!: string;
  @NullableKey() parentProcessInstanceKey!: string | null;
  @NullableKey() parentElementInstanceKey!: string | null;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @Texts() tags!: string[];
  /** Number of the case the instance serves. */
  @NullableText() businessId!: string | null;
}

export class CreateProcessInstanceResult {
  @Text() processDefinitionId!: string;
  @Int() processDefinitionVersion!: number;
  @Tenant() tenantId = defaultTenant;
  @AnyObject() variables!: Variables;
  @Key() processDefinitionKey!: string;
  @Key() processInstanceKey!: string;
  @Texts() tags!: string[];
  @NullableText() businessId!: string | null;
}

/** What the API allows and this server does not carry out is named here so that it is refused, not dropped. */
export class CreateProcessInstanceBody {
  @ApiPropertyOptional({ description: '流程编号；与 processDefinitionKey 二选一' })
  @IsOptional()
  @IsString({ message: '「流程编号」应为文字' })
  @MaxLength(128, { message: '「流程编号」不能超过 128 个字' })
  processDefinitionId?: string;

  @ApiPropertyOptional({ description: '流程定义的键', pattern: '^-?[0-9]+$' })
  @IsOptional()
  @Matches(/^-?\d{1,25}$/, { message: '「流程定义的键」应为数字编号的文字' })
  processDefinitionKey?: string;

  @ApiPropertyOptional({ type: 'integer', default: -1, description: '版本;-1 为最新版。给了键时不看' })
  @IsOptional()
  @IsInt({ message: '「版本」应为整数' })
  processDefinitionVersion?: number;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '流程变量' })
  @IsOptional()
  @IsObject({ message: '「流程变量」应为对象' })
  variables?: Variables;

  @ApiPropertyOptional({ enum: [defaultTenant] })
  @IsOptional()
  @Equals(defaultTenant, { message: '本系统只有默认租户 <default>' })
  tenantId?: string;

  @ApiPropertyOptional({ type: Boolean, default: false, description: '只支持 false' })
  @IsOptional()
  @IsBoolean({ message: '「等待完成」应为 false' })
  @Equals(false, { message: '不支持等待流程完成(awaitCompletion)' })
  awaitCompletion?: boolean;

  @ApiPropertyOptional({ type: 'integer', default: 0, description: '只用于 awaitCompletion，不起作用' })
  @IsOptional()
  @IsInt({ message: '「等待时间」应为整数' })
  @Min(0, { message: '「等待时间」不能小于 0' })
  requestTimeout?: number;

  @ApiProperty({ type: 'array', items: { type: 'object' }, maxItems: 0, required: false, description: '不支持' })
  @IsOptional()
  @IsArray({ message: '「起始指令」应为列表' })
  @ArrayMaxSize(0, { message: '不支持从指定元素开始(startInstructions)' })
  startInstructions?: unknown[];

  @ApiProperty({ type: 'array', items: { type: 'object' }, maxItems: 0, required: false, description: '不支持' })
  @IsOptional()
  @IsArray({ message: '「运行指令」应为列表' })
  @ArrayMaxSize(0, { message: '不支持运行指令(runtimeInstructions)' })
  runtimeInstructions?: unknown[];

  @ApiProperty({ type: 'array', items: { type: 'string' }, maxItems: 0, required: false, description: '不支持' })
  @IsOptional()
  @IsArray({ message: '「变量名」应为列表' })
  @ArrayMaxSize(0, { message: '不支持返回变量(fetchVariables)' })
  fetchVariables?: unknown[];

  @ApiProperty({ type: 'array', items: { type: 'string' }, maxItems: 0, required: false, description: '不支持' })
  @IsOptional()
  @IsArray({ message: '「标签」应为列表' })
  @ArrayMaxSize(0, { message: '不支持标签(tags)' })
  tags?: unknown[];
}
