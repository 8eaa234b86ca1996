import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Int as IntField, Text as TextField } from '../../platform/http/fields.js';
import { Flag, Instant, Int, Key, OneOf, Text, Texts } from '../orchestration-api/shown.js';

export class OwnedInstancesQuery {
  @TextField({ label: '流程编号', max: 128, optional: true }) processId?: string;
  @TextField({ label: '流程定义的键', max: 26, optional: true }) definitionKey?: string;

  /** Only those with an incident. */
  @ApiProperty({ enum: ['true'], required: false, description: '只看有异常的' })
  @IsOptional()
  @IsIn(['true'], { message: '「只看有异常的」应为 true' })
  incidents?: 'true';

  @IntField({ label: '页码', min: 1, max: 10_000, optional: true }) page?: number;
  @IntField({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}

export class OwnedInstance {
  @Key() key!: string;
  @Text() processId!: string;
  @Text() processName!: string;
  @Int() version!: number;
  @Key() definitionKey!: string;
  @OneOf(['active', 'suspended']) status!: 'active' | 'suspended';
  @Instant() startedAt!: string;
  @Int() incidents!: number;
  /** It serves a petition: it can be migrated, not cancelled. */
  @Flag() isPetition!: boolean;
  /** Names of the elements that are going on. */
  @Texts() elements!: string[];
}

export class OwnedInstancesPage {
  @Int() total!: number;
  @ApiProperty({ type: [OwnedInstance] }) items!: OwnedInstance[];
}
