import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Int, Text } from '../../platform/http/fields.js';
import { resourceFileHint, resourceFilePattern } from './resource-file-name.js';

const nameField = { label: '文件名', max: 66, pattern: resourceFilePattern, hint: resourceFileHint };
/** Characters of a file; the body's own limit is above it. */
const contentField = { label: '文件内容', max: 1_000_000 };

export class CheckResourceRequest {
  @Text(nameField) name!: string;
  @Text(contentField) content!: string;
}

export class PublishResourceRequest {
  @Text(nameField) name!: string;
  @Text(contentField) content!: string;
  @Text({ label: '发布说明', max: 500, pattern: /\S/, hint: '不能只有空格' }) note!: string;
  @Int({ label: '所依据的版本', min: 0, max: 1_000_000 }) baseVersion!: number;
}

export class ResourceProblemView {
  @ApiProperty() rule!: string;
  @ApiProperty() message!: string;
  @ApiPropertyOptional({ description: '决策文件里有问题的元素' }) elementId?: string;
  @ApiPropertyOptional({ description: '表单里有问题的位置' }) path?: string;
  @ApiPropertyOptional({ enum: ['error', 'warning'] }) severity?: 'error' | 'warning';
}

export class ResourceCheckResult {
  @ApiProperty({ type: ResourceProblemView, isArray: true }) problems!: ResourceProblemView[];
}

export class ResourceVersionView {
  @ApiProperty() version!: number;
  @ApiProperty({ format: 'date-time' }) deployedAt!: string;
  @ApiProperty() deployedBy!: string;
  @ApiProperty() note!: string;
}

export class ResourceUse {
  @ApiProperty() processId!: string;
  @ApiProperty() processName!: string;
  @ApiProperty({ description: '步骤名称；决策表只列流程' }) elementName!: string;
}

export class ResourceView {
  @ApiProperty() name!: string;
  @ApiProperty({ enum: ['form', 'dmn'] }) kind!: 'form' | 'dmn';
  @ApiProperty({ description: '决策图的名称；表单为用到它的步骤，没有用到时为其编号' }) title!: string;
  @ApiProperty({ type: ResourceVersionView, isArray: true, description: '新版在前' }) versions!: ResourceVersionView[];
  @ApiProperty({ type: ResourceUse, isArray: true, description: '现行流程中用到它的地方' }) usedBy!: ResourceUse[];
}

export class PublishedResource {
  @ApiProperty() name!: string;
  @ApiProperty() version!: number;
  @ApiProperty() message!: string;
}
