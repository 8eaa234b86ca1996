import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  Equals,
  IsArray,
  IsBoolean,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Text as RequiredText } from '../../platform/http/fields.js';
import { Key, Text } from './shown.js';

export class ActivityReference {
  @RequiredText({ label: '活动编号', max: 128 })
  elementId!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: '该活动的变量' })
  @IsOptional()
  @IsObject({ message: '「该活动的变量」应为对象' })
  variables?: Variables;
}

/** What the API allows and this server does not carry out is named here so that it is refused, not dropped. */
export class ActivateActivitiesBody {
  @ApiProperty({ type: [ActivityReference], maxItems: 100 })
  @IsArray({ message: '「活动」应为列表' })
  @ArrayMinSize(1, { message: '「活动」至少一项' })
  @ArrayMaxSize(100, { message: '「活动」不能超过 100 项' })
  @ValidateNested({ each: true })
  @Type(() => ActivityReference)
  elements!: ActivityReference[];

  @ApiPropertyOptional({ type: Boolean, default: false, description: '只支持 false' })
  @IsOptional()
  @IsBoolean({ message: '「结束其余活动」应为 false' })
  @Equals(false, { message: '不支持结束其余活动(cancelRemainingInstances)' })
  cancelRemainingInstances?: boolean;
}

export class StartableActivity {
  @Text() elementId!: string;
  @Text() elementName!: string;
  @Text() type!: string;
}

export class AdHocSubProcessResult {
  @Key() adHocSubProcessInstanceKey!: string;
  @Text() elementId!: string;
  @Text() elementName!: string;
  /** What may begin now. */
  @ApiProperty({ type: [StartableActivity] }) activities!: StartableActivity[];
}
