import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { attachmentKinds } from '../../domain/codes/attachment-kinds.js';
import { codesOf } from '../../domain/codes/code.js';
import { Text } from '../../platform/http/fields.js';

export class VoidAttachmentBody {
  @Text({ label: '作废理由', min: 4, max: 200 }) reason!: string;
}

export class AttachmentPerson {
  @ApiProperty() username!: string;
  @ApiProperty() displayName!: string;
}

export class AttachmentVoid {
  @ApiProperty({ type: AttachmentPerson }) by!: AttachmentPerson;
  @ApiProperty() at!: string;
  @ApiProperty() reason!: string;
}

export class AttachmentShown {
  @ApiProperty() id!: string;
  @ApiProperty({ enum: codesOf(attachmentKinds) }) kind!: string;
  @ApiProperty({ description: '上传时的文件名' }) name!: string;
  @ApiProperty({ description: '按内容认定的类型' }) mediaType!: string;
  @ApiProperty() typeName!: string;
  @ApiProperty() bytes!: number;
  @ApiProperty({ description: '内容的 SHA-256' }) sha256!: string;
  @ApiProperty({ type: AttachmentPerson }) addedBy!: AttachmentPerson;
  @ApiProperty() addedAt!: string;
  @ApiPropertyOptional({ type: AttachmentVoid, description: '作废的材料仍保留' }) voided?: AttachmentVoid;
}
