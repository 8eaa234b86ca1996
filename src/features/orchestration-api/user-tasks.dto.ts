import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { Variables } from '../../engine/ports.js';
import {
  AnyObject,
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

/** The states of the API; this server's tasks are CREATED, COMPLETED or CANCELED, since every change is one transaction. */
export const taskStates = [
  'CREATING',
  'CREATED',
  'ASSIGNING',
  'UPDATING',
  'COMPLETING',
  'COMPLETED',
  'CANCELING',
  'CANCELED',
  'FAILED',
] as const;

export class UserTaskResult {
  @NullableText() name!: string | null;
  @OneOf(taskStates) state!: (typeof taskStates)[number];
  @NullableText() assignee!: string | null;
  @Text() elementId!: string;
  @Texts() candidateGroups!: string[];
  @Texts() candidateUsers!: string[];
  @Text() processDefinitionId!: string;
  @Instant() creationDate!: string;
  @NullableInstant() completionDate!: string | null;
  @NullableInstant() followUpDate!: string | null;
  @NullableInstant() dueDate!: string | null;
  @Tenant() tenantId = defaultTenant;
  @NullableText() externalFormReference!: string | null;
  @Int() processDefinitionVersion!: number;
  @AnyObject() customHeaders!: Record<string, string>;
  @Int() priority!: number;
  @Key() userTaskKey!: string;
  @Key() elementInstanceKey!: string;
  @NullableText() processName!: string | null;
  @Key() processDefinitionKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @NullableKey() formKey!: string | null;
  @Texts() tags!: string[];
}

const action = { description: '动作名称；不记录', nullable: true };

/** A name for what was done. The history records the change itself, so the name is read and left. */
class WithAction {
  @ApiPropertyOptional(action)
  @IsOptional()
  @IsString({ message: '「动作名称」应为文字' })
  @MaxLength(200, { message: '「动作名称」不能超过 200 个字' })
  action?: string | null;
}

export class AssignUserTaskBody extends WithAction {
  @ApiPropertyOptional({ description: '签收人账号' })
  @IsString({ message: '「签收人账号」应为文字' })
  @MaxLength(256, { message: '「签收人账号」不能超过 256 个字' })
  assignee!: string;

  @ApiPropertyOptional({ type: Boolean, default: true, nullable: true, description: '可以改派他人已签收的待办' })
  @IsOptional()
  @IsBoolean({ message: '「可以改派」应为 true 或 false' })
  allowOverride?: boolean | null;
}

export class CompleteUserTaskBody extends WithAction {
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true, description: '表单填写的内容' })
  @IsOptional()
  @IsObject({ message: '「内容」应为对象' })
  variables?: Variables | null;
}

/** Absent and null leave a value as it is; an empty list or text clears it. */
export class UserTaskChangeset {
  @ApiPropertyOptional({ type: String, nullable: true, description: '办理期限；空文字表示清除' })
  @IsOptional()
  @IsString({ message: '「办理期限」应为时间' })
  dueDate?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, description: '提醒时间；空文字表示清除' })
  @IsOptional()
  @IsString({ message: '「提醒时间」应为时间' })
  followUpDate?: string | null;

  @ApiPropertyOptional({ type: [String], nullable: true, description: '可办理的人' })
  @IsOptional()
  @IsArray({ message: '「可办理的人」应为列表' })
  @IsString({ each: true, message: '「可办理的人」应为账号列表' })
  candidateUsers?: string[] | null;

  @ApiPropertyOptional({ type: [String], nullable: true, description: '可办理的岗位' })
  @IsOptional()
  @IsArray({ message: '「可办理的岗位」应为列表' })
  @IsString({ each: true, message: '「可办理的岗位」应为岗位代码列表' })
  candidateGroups?: string[] | null;

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: 100, nullable: true, description: '优先级' })
  @IsOptional()
  @IsInt({ message: '「优先级」应为整数' })
  @Min(0, { message: '「优先级」不能小于 0' })
  @Max(100, { message: '「优先级」不能大于 100' })
  priority?: number | null;
}

export class UpdateUserTaskBody extends WithAction {
  @ApiPropertyOptional({ type: UserTaskChangeset, nullable: true })
  @ValidateIf((body: UpdateUserTaskBody) => body.changeset !== undefined && body.changeset !== null)
  @ValidateNested()
  @Type(() => UserTaskChangeset)
  changeset?: UserTaskChangeset | null;
}
