import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, Matches } from 'class-validator';
import { Int, Text } from '../../platform/http/fields.js';

/** Incidents tried again in one request; a whole process is a batch operation. */
const mostAtOnce = 100;

export class OpenIncidentsQuery {
  @Text({ label: '流程', max: 128, optional: true }) processId?: string;
  @Int({ label: '页码', min: 1, max: 100_000, optional: true }) page?: number;
  @Int({ label: '每页条数', min: 1, max: 200, optional: true }) size?: number;
}

export class ResolveIncidentsBody {
  @ApiProperty({ type: [String], minItems: 1, maxItems: mostAtOnce, description: '异常编号' })
  @IsArray({ message: '「异常」应为列表' })
  @ArrayMinSize(1, { message: '「异常」至少 1 项' })
  @ArrayMaxSize(mostAtOnce, { message: `「异常」一次最多 ${mostAtOnce} 项` })
  @Matches(/^\d{1,20}$/, { each: true, message: '「异常」应为异常编号的列表' })
  keys!: string[];
}

export class ShownIncident {
  @ApiProperty({ type: String }) key!: string;
  @ApiProperty({ type: String }) errorType!: string;
  @ApiProperty({ type: String, description: '出了什么问题、怎样处理' }) message!: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt!: string;
  @ApiProperty({ type: String }) elementId!: string;
  @ApiProperty({ type: String }) elementName!: string;
  @ApiProperty({ type: String }) instanceKey!: string;
  @ApiProperty({ type: String }) processId!: string;
  @ApiProperty({ type: String }) processName!: string;
  @ApiProperty({ type: 'integer' }) version!: number;
}

export class IncidentList {
  @ApiProperty({ type: () => [ShownIncident] }) items!: ShownIncident[];
  @ApiProperty({ type: 'integer' }) total!: number;
  @ApiProperty({ type: 'integer' }) page!: number;
  @ApiProperty({ type: 'integer' }) size!: number;
}

export class IncidentResolution {
  @ApiProperty({ type: String }) key!: string;
  @ApiProperty({ type: Boolean, description: '已重试' }) resolved!: boolean;
  @ApiProperty({ type: String, nullable: true, required: true, description: '没有重试的原因' }) message!: string | null;
}

export class IncidentResolutions {
  @ApiProperty({ type: () => [IncidentResolution] }) items!: IncidentResolution[];
}
