import { ApiProperty } from '@nestjs/swagger';
import { Flag, Int, OneOf, Text } from '../../../platform/http/fields.js';
import { requestKinds } from './request-rules.js';

/** What a petitioner asks for, registered by the receptionist. Which fields are needed depends on the kind. */
export class RequestBody {
  @OneOf(requestKinds, { label: '申请种类' }) kind!: string;
  @Text({ label: '申请内容', min: 1, max: 2000 }) text!: string;
  @Text({ label: '提出日期', max: 10, optional: true }) requestedOn?: string;
  @Flag({ label: '信访人已签名', optional: true }) signed?: boolean;
  @Text({ label: '希望接访的领导', max: 50, optional: true }) wishedLeader?: string;
  @Text({ label: '希望的日期', max: 10, optional: true }) wishedDay?: string;
  @Text({ label: '下级答复文号', max: 60, optional: true }) lowerReplyNumber?: string;
  @Text({ label: '下级领导接访记录', max: 60, optional: true }) lowerReceptionId?: string;
  @Int({ label: '代表人数', min: 1, max: 100_000, optional: true }) representatives?: number;
}

export class RequestAcceptedShown {
  @ApiProperty({ description: '收到申请的流程实例' }) instanceKey!: string;
  @ApiProperty({ description: '一句话说明申请交给了谁' }) message!: string;
}
