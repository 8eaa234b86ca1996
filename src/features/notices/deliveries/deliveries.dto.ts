import { ApiProperty } from '@nestjs/swagger';
import { OneOf, Text } from '../../../platform/http/fields.js';
import { PersonNamed } from '../../cases/case-answers.dto.js';
import { deliveryWays, type DeliveryWay } from './delivery-rules.js';

export class RecordDeliveryBody {
  @OneOf(deliveryWays, { label: '送达方式' }) way!: DeliveryWay;
  @Text({ label: '送达日期', max: 10 }) deliveredOn!: string;
  @Text({ label: '收件人', max: 50 }) receiver!: string;
  @Text({ label: '与受送达人的关系', max: 50, optional: true }) relation?: string;
  @Text({ label: '送达地址', max: 200, optional: true }) address?: string;
  @Text({ label: '见证人', max: 50, optional: true }) witness?: string;
  @Text({ label: '拒收或未签收的原因', max: 500, optional: true }) refusedReason?: string;
  @Text({ label: '备注', max: 500, optional: true }) note?: string;
}

export class DeliveryShown {
  @ApiProperty() id!: string;
  @ApiProperty() noticeId!: string;
  @ApiProperty({ enum: deliveryWays }) way!: DeliveryWay;
  @ApiProperty({ format: 'date' }) deliveredOn!: string;
  @ApiProperty() receiver!: string;
  @ApiProperty({ required: false }) relation?: string;
  @ApiProperty({ required: false }) address?: string;
  @ApiProperty({ required: false }) witness?: string;
  @ApiProperty({ required: false }) refusedReason?: string;
  @ApiProperty({ required: false }) note?: string;
  @ApiProperty({ format: 'date-time' }) recordedAt!: string;
  @ApiProperty({ type: PersonNamed }) recordedBy!: PersonNamed;
  @ApiProperty({ description: '送达回证的校验值' }) sha256!: string;
}

export class DeliveriesShown {
  @ApiProperty({ description: '给信访人的文书可以登记送达；内部表格和公函不登记' }) deliverable!: boolean;
  @ApiProperty({ type: DeliveryShown, isArray: true }) deliveries!: DeliveryShown[];
}
