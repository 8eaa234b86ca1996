import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { ListOf, Nested, Text as RequiredText } from '../../platform/http/fields.js';
import { MigrateInstanceBody } from '../orchestration-api/instance-changes.dto.js';
import { processInstanceSearch } from '../orchestration-api/process-instances.queries.js';
import { filterSchema } from '../orchestration-api/search/search-route.js';
import {
  Instant,
  Int,
  Key,
  NullableInstant,
  NullableKey,
  NullableText,
  OneOf,
  Text,
} from '../orchestration-api/shown.js';
import { batchTypes, itemStates, operationStates, type BatchType } from './batch-plan.js';

/** Moves in one request. */
const mostMoves = 50;

export class InstanceFilterBody {
  /** As in a search of process instances; at least one condition. */
  @ApiProperty({ ...filterSchema(processInstanceSearch), description: '流程实例的条件，至少一个' } as never)
  @IsObject({ message: '「filter」应为对象' })
  filter!: Record<string, unknown>;
}

export class MigrateInstancesBody extends InstanceFilterBody {
  @Nested(() => MigrateInstanceBody, { label: '迁移方案' })
  migrationPlan!: MigrateInstanceBody;
}

export class MoveInstruction {
  @RequiredText({ label: '原元素编号', max: 128 })
  sourceElementId!: string;

  @RequiredText({ label: '目标元素编号', max: 128 })
  targetElementId!: string;
}

export class ModifyInstancesBody extends InstanceFilterBody {
  @ListOf(() => MoveInstruction, { label: '移动指令', min: 1, max: mostMoves })
  moveInstructions!: MoveInstruction[];
}

/** What an operation would come to; exactly what the operation of that type takes. */
export class CheckBatchBody extends InstanceFilterBody {
  @ApiProperty({ enum: [...batchTypes], description: '批量操作的种类' })
  @IsIn([...batchTypes], { message: `「批量操作的种类」应为 ${batchTypes.join('、')} 之一` })
  operationType!: BatchType;

  @Nested(() => MigrateInstanceBody, { label: '迁移方案', optional: true })
  migrationPlan?: MigrateInstanceBody;

  @ApiPropertyOptional({ type: [MoveInstruction], maxItems: mostMoves, description: '移动指令' })
  @IsOptional()
  @IsArray({ message: '「移动指令」应为列表' })
  @ArrayMinSize(1, { message: '「移动指令」至少 1 项' })
  @ArrayMaxSize(mostMoves, { message: `「移动指令」最多 ${mostMoves} 项` })
  @ValidateNested({ each: true })
  @Type(() => MoveInstruction)
  moveInstructions?: MoveInstruction[];
}

export class CheckProblem {
  @NullableText() elementId!: string | null;
  @Text() message!: string;
}

export class RefusedItem {
  @Key() itemKey!: string;
  @Key() processInstanceKey!: string;
  @Text() processDefinitionId!: string;
  @Int() processDefinitionVersion!: number;
  /** Stable for programs. */
  @Text() code!: string;
  @Text() message!: string;
  @ApiProperty({ type: [CheckProblem] }) problems!: CheckProblem[];
}

export class CheckBatchResult {
  /** Items on which the operation would be carried out. */
  @Int() total!: number;
  /** Of these, how many were tried; of the rest nothing is said. */
  @Int() checked!: number;
  @ApiProperty({ type: [RefusedItem] }) refused!: RefusedItem[];
}

export class BatchOperationCreatedResult {
  @Key() batchOperationKey!: string;
  @OneOf(batchTypes) batchOperationType!: BatchType;
}

export class BatchOperationErrorResult {
  @Int() partitionId!: number;
  @Text() type!: string;
  @Text() message!: string;
}

export class BatchOperationResult {
  @Key() batchOperationKey!: string;
  @OneOf(operationStates) state!: (typeof operationStates)[number];
  @OneOf(batchTypes) batchOperationType!: BatchType;
  @Instant() startDate!: string;
  @NullableInstant() endDate!: string | null;
  @OneOf(['USER']) actorType!: 'USER';
  @Text() actorId!: string;
  @Int() operationsTotalCount!: number;
  @Int() operationsFailedCount!: number;
  @Int() operationsCompletedCount!: number;
  @ApiProperty({ type: [BatchOperationErrorResult] }) errors!: BatchOperationErrorResult[];
}

export class BatchOperationItemResult {
  @OneOf(batchTypes) operationType!: BatchType;
  @Key() batchOperationKey!: string;
  @Key() itemKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @OneOf(itemStates) state!: (typeof itemStates)[number];
  @NullableInstant() processedDate!: string | null;
  @NullableText() errorMessage!: string | null;
}
