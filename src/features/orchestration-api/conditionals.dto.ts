import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsObject, IsOptional, Matches } from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Key, Tenant } from './shown.js';
import { defaultTenant } from './tenant.js';

export class EvaluateConditionalsBody {
  @ApiProperty({ type: 'object', additionalProperties: true, description: '用来判断条件的变量，也交给新开始的实例' })
  @IsObject({ message: '「变量」应为对象' })
  variables!: Variables;

  @ApiPropertyOptional({ description: '只看这一流程定义', pattern: '^-?[0-9]+$' })
  @IsOptional()
  @Matches(/^-?\d{1,25}$/, { message: '「流程定义的键」应为数字编号的文字' })
  processDefinitionKey?: string;

  @ApiPropertyOptional({ enum: [defaultTenant] })
  @IsOptional()
  @Equals(defaultTenant, { message: '本系统只有默认租户 <default>' })
  tenantId?: string;
}

export class StartedInstanceResult {
  @Key() processDefinitionKey!: string;
  @Key() processInstanceKey!: string;
}

export class EvaluateConditionalsResult {
  @Key() conditionalEvaluationKey!: string;
  @Tenant() tenantId = defaultTenant;
  @ApiProperty({ type: [StartedInstanceResult] }) processInstances!: StartedInstanceResult[];
}
