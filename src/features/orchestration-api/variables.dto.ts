import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Flag, Key, NullableKey, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export class VariableResult {
  @Text() name!: string;
  @Tenant() tenantId = defaultTenant;
  @Key() variableKey!: string;
  /** The instance, or the element instance to which the variable is local. */
  @Key() scopeKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  /** JSON text. */
  @Text() value!: string;
}

export class VariableSearchResult extends VariableResult {
  @Flag() isTruncated!: boolean;
}

export class TruncationQuery {
  @ApiPropertyOptional({ type: Boolean, default: true, description: '是否截短过长的值' })
  @IsOptional()
  @IsIn(['true', 'false'], { message: '「truncateValues」应为 true 或 false' })
  truncateValues?: 'true' | 'false';
}
