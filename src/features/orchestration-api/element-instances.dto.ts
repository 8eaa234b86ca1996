import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsObject, IsOptional } from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { elementStates, elementTypes } from './element-types.js';
import { Flag, Instant, Key, NullableInstant, NullableKey, OneOf, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export class ElementInstanceResult {
  @Text() processDefinitionId!: string;
  @Instant() startDate!: string;
  @NullableInstant() endDate!: string | null;
  @Text() elementId!: string;
  @Text() elementName!: string;
  @OneOf(elementTypes) type!: (typeof elementTypes)[number];
  @OneOf(elementStates) state!: (typeof elementStates)[number];
  @Flag() hasIncident!: boolean;
  @Tenant() tenantId = defaultTenant;
  @Key() elementInstanceKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @Key() processDefinitionKey!: string;
  @NullableKey() incidentKey!: string | null;
}

export class SetVariablesBody {
  @ApiProperty({ type: 'object', additionalProperties: true, description: '变量' })
  @IsObject({ message: '「变量」应为对象' })
  variables!: Variables;

  @ApiPropertyOptional({
    type: Boolean,
    default: false,
    description: 'true 只写入该环节；false 写入由内向外最近的同名变量，没有则写入流程',
  })
  @IsOptional()
  @IsBoolean({ message: '「只写入该环节」应为 true 或 false' })
  local?: boolean;
}
