import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Variables } from '../../engine/ports.js';
import { Int as RequiredInt, Text as RequiredText } from '../../platform/http/fields.js';
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

/** States of the API. Here a job that failed and will be tried again is FAILED, one that waits or is held is CREATED. */
export const jobStates = [
  'CANCELED',
  'COMPLETED',
  'CREATED',
  'ERROR_THROWN',
  'FAILED',
  'MIGRATED',
  'RETRIES_UPDATED',
  'TIMED_OUT',
] as const;
export const jobKinds = ['BPMN_ELEMENT', 'EXECUTION_LISTENER', 'TASK_LISTENER', 'AD_HOC_SUB_PROCESS'] as const;
export const listenerEventTypes = [
  'ASSIGNING',
  'CANCELING',
  'COMPLETING',
  'CREATING',
  'END',
  'START',
  'UNSPECIFIED',
  'UPDATING',
] as const;

const longestLease = 7 * 86_400_000;
const longestBackOff = 30 * 86_400_000;
const mostTries = 1_000;

export class ActivateJobsBody {
  @RequiredText({ label: '作业类型', max: 200 })
  type!: string;

  @ApiPropertyOptional({ type: String, maxLength: 256, nullable: true, description: '程序名称' })
  @IsOptional()
  @IsString({ message: '「程序名称」应为文字' })
  @MaxLength(256, { message: '「程序名称」不能超过 256 个字' })
  worker?: string | null;

  /** Milliseconds. */
  @RequiredInt({ label: '领取期限（毫秒）', min: 1, max: longestLease })
  timeout!: number;

  @RequiredInt({ label: '最多领取数', min: 1, max: 1_000 })
  maxJobsToActivate!: number;

  @ApiPropertyOptional({ type: [String], maxItems: 200, nullable: true, description: '要取的变量；不给时取全部可见的' })
  @IsOptional()
  @IsArray({ message: '「要取的变量」应为列表' })
  @ArrayMaxSize(200, { message: '「要取的变量」不能超过 200 个' })
  @IsString({ each: true, message: '「要取的变量」应为变量名的列表' })
  @Length(1, 200, { each: true, message: '变量名应为 1–200 个字' })
  fetchVariable?: string[] | null;

  /** Milliseconds to wait for a first job: 0 means the usual time, below 0 not at all. More than a minute counts as a minute. */
  @ApiPropertyOptional({ type: 'integer', default: 0, nullable: true, description: '没有作业时等待的毫秒数' })
  @IsOptional()
  @IsInt({ message: '「等待时间」应为整数' })
  @Min(-1_000_000_000, { message: '「等待时间」过小' })
  @Max(1_000_000_000, { message: '「等待时间」过大' })
  requestTimeout?: number | null;

  @ApiPropertyOptional({ type: [String], maxItems: 10, nullable: true, description: '只有默认租户 <default>' })
  @IsOptional()
  @IsArray({ message: '「租户」应为列表' })
  @ArrayMaxSize(10, { message: '「租户」不能超过 10 个' })
  @IsIn([defaultTenant], { each: true, message: '本系统只有默认租户 <default>' })
  tenantIds?: string[] | null;

  @ApiPropertyOptional({ enum: ['PROVIDED', 'ASSIGNED'], nullable: true, description: '只有一个租户，两者相同' })
  @IsOptional()
  @IsIn(['PROVIDED', 'ASSIGNED'], { message: '「租户方式」应为 PROVIDED 或 ASSIGNED' })
  tenantFilter?: string | null;
}

class WithVariables {
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true, description: '变量' })
  @IsOptional()
  @IsObject({ message: '「变量」应为对象' })
  variables?: Variables | null;
}

export class CompleteJobBody extends WithVariables {}

export class FailJobBody extends WithVariables {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: mostTries,
    default: 0,
    description: '剩余次数；0 转为异常',
  })
  @IsOptional()
  @IsInt({ message: '「剩余次数」应为整数' })
  @Min(0, { message: '「剩余次数」不能小于 0' })
  @Max(mostTries, { message: `「剩余次数」不能大于 ${mostTries}` })
  retries?: number;

  @ApiPropertyOptional({ type: String, maxLength: 100_000, nullable: true, description: '失败原因' })
  @IsOptional()
  @IsString({ message: '「失败原因」应为文字' })
  @MaxLength(100_000, { message: '「失败原因」过长' })
  errorMessage?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: longestBackOff,
    default: 0,
    description: '重试前等待的毫秒数',
  })
  @IsOptional()
  @IsInt({ message: '「重试等待」应为整数' })
  @Min(0, { message: '「重试等待」不能小于 0' })
  @Max(longestBackOff, { message: '「重试等待」不能超过 30 天' })
  retryBackOff?: number;
}

export class ThrowJobErrorBody extends WithVariables {
  @RequiredText({ label: '错误代码', max: 200 })
  errorCode!: string;

  @ApiPropertyOptional({ type: String, maxLength: 100_000, nullable: true, description: '错误说明' })
  @IsOptional()
  @IsString({ message: '「错误说明」应为文字' })
  @MaxLength(100_000, { message: '「错误说明」过长' })
  errorMessage?: string | null;
}

export class JobChangeset {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: mostTries, nullable: true, description: '剩余次数' })
  @IsOptional()
  @IsInt({ message: '「剩余次数」应为整数' })
  @Min(1, { message: '「剩余次数」不能小于 1' })
  @Max(mostTries, { message: `「剩余次数」不能大于 ${mostTries}` })
  retries?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: longestLease,
    nullable: true,
    description: '从现在起的领取期限（毫秒）',
  })
  @IsOptional()
  @IsInt({ message: '「领取期限」应为整数' })
  @Min(0, { message: '「领取期限」不能小于 0' })
  @Max(longestLease, { message: '「领取期限」不能超过 7 天' })
  timeout?: number | null;
}

export class UpdateJobBody {
  @ApiProperty({ type: () => JobChangeset, description: '要改的内容' })
  @ValidateNested({ message: '「要改的内容」应为对象' })
  @IsObject({ message: '「要改的内容」应为对象' })
  @Type(() => JobChangeset)
  changeset!: JobChangeset;
}

/** A job as it is handed to its worker. */
export class ActivatedJobResult {
  @Text() type!: string;
  @Text() processDefinitionId!: string;
  @Int() processDefinitionVersion!: number;
  @Text() elementId!: string;
  @AnyObject() customHeaders!: Record<string, string>;
  @Text() worker!: string;
  @Int() retries!: number;
  /** Milliseconds since 1970. */
  @Int() deadline!: number;
  @AnyObject() variables!: Variables;
  @Tenant() tenantId = defaultTenant;
  @Key() jobKey!: string;
  @Key() processInstanceKey!: string;
  @Key() processDefinitionKey!: string;
  @Key() elementInstanceKey!: string;
  @OneOf(jobKinds) kind: (typeof jobKinds)[number] = 'BPMN_ELEMENT';
  @OneOf(listenerEventTypes) listenerEventType: (typeof listenerEventTypes)[number] = 'UNSPECIFIED';
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) userTask: null = null;
  @Texts() tags: string[] = [];
  @NullableKey() rootProcessInstanceKey!: string | null;
}

export class JobActivationResult {
  @ApiProperty({ type: () => [ActivatedJobResult] })
  jobs!: ActivatedJobResult[];
}

export class JobSearchResult {
  @AnyObject() customHeaders!: Record<string, string>;
  @NullableInstant() deadline!: string | null;
  @NullableText() deniedReason: string | null = null;
  @NullableText() elementId!: string | null;
  @Key() elementInstanceKey!: string;
  @NullableInstant() endTime!: string | null;
  @NullableText() errorCode!: string | null;
  @NullableText() errorMessage!: string | null;
  @Flag() hasFailedWithRetriesLeft!: boolean;
  @ApiProperty({ type: Boolean, nullable: true, required: true }) isDenied: boolean | null = null;
  @Key() jobKey!: string;
  @OneOf(jobKinds) kind: (typeof jobKinds)[number] = 'BPMN_ELEMENT';
  @OneOf(listenerEventTypes) listenerEventType: (typeof listenerEventTypes)[number] = 'UNSPECIFIED';
  @Text() processDefinitionId!: string;
  @Key() processDefinitionKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @Int() retries!: number;
  @OneOf(jobStates) state!: (typeof jobStates)[number];
  @Tenant() tenantId = defaultTenant;
  @Text() type!: string;
  @Text() worker!: string;
  @Instant() creationTime!: string;
  @NullableInstant() lastUpdateTime!: string | null;
}
