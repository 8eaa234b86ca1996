import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Text } from '../../platform/http/fields.js';

export class OverrideBody {
  @ApiProperty({ type: Boolean, description: '是否上班' })
  @IsBoolean({ message: '「是否上班」应为是或否' })
  working!: boolean;

  @Text({ label: '调整依据', max: 200, pattern: /\S/, hint: '不能为空' })
  reason!: string;
}

export class ShownOverride {
  @ApiProperty({ type: String, format: 'date' }) day!: string;
  @ApiProperty({ type: Boolean, description: '是否上班' }) working!: boolean;
  @ApiProperty({ type: Boolean, description: '按公布的安排是否上班' }) published!: boolean;
  @ApiProperty({ type: String }) reason!: string;
  @ApiProperty({ type: String, description: '调整人' }) changedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt!: string;
}

export class ShownCalendarChange {
  @ApiProperty({ type: String, format: 'date' }) day!: string;
  @ApiProperty({ type: Boolean, nullable: true, required: true, description: '空:恢复为公布的安排' })
  working!: boolean | null;
  @ApiProperty({ type: String }) reason!: string;
  @ApiProperty({ type: String }) changedBy!: string;
  @ApiProperty({ type: String, format: 'date-time' }) changedAt!: string;
}

export class CalendarShown {
  @ApiProperty({ type: String }) version!: string;
  @ApiProperty({ type: 'integer', description: '放假安排已公布到哪一年' }) publishedThrough!: number;
  @ApiProperty({ type: () => [ShownOverride] }) overrides!: ShownOverride[];
  @ApiProperty({ type: () => [ShownCalendarChange] }) changes!: ShownCalendarChange[];
}
