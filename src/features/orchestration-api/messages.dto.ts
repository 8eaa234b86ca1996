import { ApiPropertyOptional } from '@nestjs/swagger';
import { Equals, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Text as RequiredText } from '../../platform/http/fields.js';
import { Key, Tenant } from './shown.js';
import { defaultTenant } from './tenant.js';

/** Longest time a message is kept without a receiver, in milliseconds: 30 days. */
const longestKept = 30 * 86_400_000;

export class CorrelateMessageBody {
  @RequiredText({ label: '消息名称', max: 200 })
  name!: string;

  @ApiPropertyOptional({ default: '', description: '关联键' })
  @IsOptional()
  @IsString({ message: '「关联键」应为文字' })
  @MaxLength(200, { message: '「关联键」不能超过 200 个字' })
  correlationKey?: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '消息内容' })
  @IsOptional()
  @IsObject({ message: '「消息内容」应为对象' })
  variables?: Variables;

  @ApiPropertyOptional({ enum: [defaultTenant] })
  @IsOptional()
  @Equals(defaultTenant, { message: '本系统只有默认租户 <default>' })
  tenantId?: string;
}

export class PublishMessageBody extends CorrelateMessageBody {
  @ApiPropertyOptional({
    type: 'integer',
    default: 0,
    minimum: 0,
    maximum: longestKept,
    description: '无人接收时保留的毫秒数',
  })
  @IsOptional()
  @IsInt({ message: '「保留时间」应为整数' })
  @Min(0, { message: '「保留时间」不能小于 0' })
  @Max(longestKept, { message: '「保留时间」不能超过 30 天' })
  timeToLive?: number;

  @ApiPropertyOptional({ description: '消息编号；保留期内同名同键的编号只收一次' })
  @IsOptional()
  @IsString({ message: '「消息编号」应为文字' })
  @MaxLength(200, { message: '「消息编号」不能超过 200 个字' })
  messageId?: string;
}

export class MessagePublicationResult {
  @Tenant() tenantId = defaultTenant;
  @Key() messageKey!: string;
}

export class MessageCorrelationResult extends MessagePublicationResult {
  @Key() processInstanceKey!: string;
}
