import { ApiProperty } from '@nestjs/swagger';

class IssuedBy {
  @ApiProperty({ description: '签发人' })
  displayName!: string;
}

export class NoticeView {
  @ApiProperty()
  id!: string;
  @ApiProperty({ description: '文号', example: '中信受〔2026〕1号' })
  number!: string;
  @ApiProperty({ description: '文书名称' })
  title!: string;
  @ApiProperty()
  templateId!: string;
  @ApiProperty()
  caseId!: string;
  @ApiProperty()
  instanceKey!: string;
  @ApiProperty({ format: 'date-time' })
  issuedAt!: string;
  @ApiProperty({ type: IssuedBy })
  issuedBy!: IssuedBy;
  @ApiProperty({ description: '文书全文的 SHA-256' })
  sha256!: string;
}
