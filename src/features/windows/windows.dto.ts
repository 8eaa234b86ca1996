import { ApiProperty } from '@nestjs/swagger';
import { Flag, Text } from '../../platform/http/fields.js';

export class WindowBody {
  @Text({ label: '窗口名称', max: 40 }) name!: string;
  @Text({ label: '进驻部门', max: 60 }) department!: string;
  @Flag({ label: '开放' }) open!: boolean;
}

export class WindowShown {
  @ApiProperty({ example: 'w01' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ description: '进驻部门' }) department!: string;
  @ApiProperty({ description: '现在可以在此登记' }) open!: boolean;
  @ApiProperty({ description: '排列次序，也是排队号的前两位' }) position!: number;
}
