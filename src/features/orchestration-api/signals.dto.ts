import { ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsObject, IsOptional } from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Text as RequiredText } from '../../platform/http/fields.js';
import { Key, Tenant } from './shown.js';
import { defaultTenant } from './tenant.js';

export class BroadcastSignalBody {
  @RequiredText({ label: '信号名称', max: 200 })
  signalName!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '信号内容' })
  @IsOptional()
  @IsObject({ message: '「信号内容」应为对象' })
  variables?: Variables;

  @ApiPropertyOptional({ enum: [defaultTenant] })
  @IsOptional()
  @Equals(defaultTenant, { message: '本系统只有默认租户 <default>' })
  tenantId?: string;
}

export class SignalBroadcastResult {
  @Tenant() tenantId = defaultTenant;
  @Key() signalKey!: string;
}
