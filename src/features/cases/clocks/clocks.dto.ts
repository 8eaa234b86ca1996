import { ApiProperty } from '@nestjs/swagger';
import { PersonNamed } from '../case-answers.dto.js';
import { entryActions, type ClockEntry } from './clock-rows.js';

/** One line of the ledger of clocks. */
export class ClockEntryShown {
  @ApiProperty({ example: '办结' }) clock!: string;
  @ApiProperty({ description: '第几轮；重办后重新计时' }) round!: number;
  @ApiProperty({ enum: [...entryActions] }) action!: ClockEntry['action'];
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: PersonNamed, required: false, description: '没有时由流程自动进行' }) actor?: PersonNamed;
  @ApiProperty({ description: '依据' }) basis!: string;
  @ApiProperty({ required: false, description: '期限、延长或暂停的天数' }) days?: number;
  @ApiProperty({ format: 'date', description: '由此得出的最后一日' }) lastDay!: string;
  @ApiProperty({ required: false }) reason?: string;
  @ApiProperty({ required: false, description: '办理环节' }) elementId?: string;
  @ApiProperty({ required: false }) instanceKey?: string;
}
