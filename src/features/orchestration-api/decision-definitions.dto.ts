import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Int, Key, NullableText, OneOf, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export class DecisionDefinitionResult {
  @Text() decisionDefinitionId!: string;
  @Text() name!: string;
  @Int() version!: number;
  @Text() decisionRequirementsId!: string;
  @Text() decisionRequirementsName!: string;
  @Int() decisionRequirementsVersion!: number;
  @Tenant() tenantId = defaultTenant;
  @Key() decisionDefinitionKey!: string;
  @Key() decisionRequirementsKey!: string;
}

export class EvaluateDecisionBody {
  @ApiPropertyOptional({ description: '决策编号，取最新版；与 decisionDefinitionKey 二选一' })
  @IsOptional()
  @IsString({ message: '「决策编号」应为文字' })
  @MaxLength(128, { message: '「决策编号」不能超过 128 个字' })
  decisionDefinitionId?: string;

  @ApiPropertyOptional({ description: '决策定义的键', pattern: '^-?[0-9]+$' })
  @IsOptional()
  @Matches(/^-?\d{1,25}$/, { message: '「决策定义的键」应为数字编号的文字' })
  decisionDefinitionKey?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '变量' })
  @IsOptional()
  @IsObject({ message: '「变量」应为对象' })
  variables?: Variables;

  @ApiPropertyOptional({ enum: [defaultTenant] })
  @IsOptional()
  @Equals(defaultTenant, { message: '本系统只有默认租户 <default>' })
  tenantId?: string;
}

export class EvaluatedInputResult {
  @Text() inputId!: string;
  @Text() inputName!: string;
  /** JSON text. */
  @Text() inputValue!: string;
}

export class EvaluatedOutputResult {
  @Text() outputId!: string;
  @Text() outputName!: string;
  /** JSON text. */
  @Text() outputValue!: string;
  @NullableText() ruleId!: string | null;
  @ApiProperty({ type: 'integer', required: true, nullable: true }) ruleIndex!: number | null;
}

export class MatchedRuleResult {
  @Text() ruleId!: string;
  /** From 1. */
  @Int() ruleIndex!: number;
  @ApiProperty({ type: [EvaluatedOutputResult] }) evaluatedOutputs!: EvaluatedOutputResult[];
}

export const decisionTypes = ['DECISION_TABLE', 'LITERAL_EXPRESSION'] as const;

export class EvaluatedDecisionResult {
  @Text() decisionDefinitionId!: string;
  @Text() decisionDefinitionName!: string;
  @Int() decisionDefinitionVersion!: number;
  @OneOf(decisionTypes) decisionDefinitionType!: (typeof decisionTypes)[number];
  /** JSON text. */
  @Text() output!: string;
  @Tenant() tenantId = defaultTenant;
  @ApiProperty({ type: [MatchedRuleResult] }) matchedRules!: MatchedRuleResult[];
  @ApiProperty({ type: [EvaluatedInputResult] }) evaluatedInputs!: EvaluatedInputResult[];
  @Key() decisionDefinitionKey!: string;
  /** Key of the evaluation and the place in it, from 1: `2251799813685249-1`. */
  @Text() decisionEvaluationInstanceKey!: string;
}

export class EvaluateDecisionResult {
  @Text() decisionDefinitionId!: string;
  @Key() decisionDefinitionKey!: string;
  @Text() decisionDefinitionName!: string;
  @Int() decisionDefinitionVersion!: number;
  @Key() decisionEvaluationKey!: string;
  /** The same key under its former name. */
  @Key() decisionInstanceKey!: string;
  @Text() decisionRequirementsId!: string;
  @Key() decisionRequirementsKey!: string;
  @ApiProperty({ type: [EvaluatedDecisionResult] }) evaluatedDecisions!: EvaluatedDecisionResult[];
  @NullableText() failedDecisionDefinitionId!: string | null;
  @NullableText() failureMessage!: string | null;
  /** JSON text. */
  @Text() output!: string;
  @Tenant() tenantId = defaultTenant;
}
