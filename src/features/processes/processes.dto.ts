import { ApiProperty } from '@nestjs/swagger';
import { Int, Text } from '../../platform/http/fields.js';
import { diagramBytes } from './diagram-text.js';
import { resourceNameHint, resourceNamePattern } from './resource-name.js';

const nameField = { label: '文件名', max: 66, pattern: resourceNamePattern, hint: resourceNameHint };
const xmlField = { label: '流程图', max: diagramBytes };
const highestVersion = 1_000_000;

export class SaveDraftRequest {
  @Text(xmlField) xml!: string;
  @Int({ label: '所依据的版本', min: 0, max: highestVersion }) baseVersion!: number;
  @Int({ label: '草稿修订号', min: 1, max: Number.MAX_SAFE_INTEGER, optional: true }) revision?: number;
}

export class CheckRequest {
  @Text(nameField) resourceName!: string;
  @Text(xmlField) xml!: string;
}

export class DeployRequest {
  @Text(nameField) resourceName!: string;
  @Text(xmlField) xml!: string;
  @Text({ label: '发布说明', max: 500, pattern: /\S/, hint: '不能只有空格' }) note!: string;
  @Int({ label: '所依据的版本', min: 0, max: highestVersion, optional: true }) baseVersion?: number;
}

export class ProblemView {
  @ApiProperty({ description: '有问题的元素；空表示整个文件' })
  elementId!: string;
  @ApiProperty()
  rule!: string;
  @ApiProperty()
  message!: string;
  @ApiProperty({ enum: ['error', 'warning'] })
  severity!: 'error' | 'warning';
}

export class CheckResult {
  @ApiProperty({ type: ProblemView, isArray: true })
  problems!: ProblemView[];
}

export class DraftView {
  @ApiProperty()
  resourceName!: string;
  @ApiProperty()
  xml!: string;
  @ApiProperty({ description: '草稿所依据的已发布版本；0 表示新流程' })
  baseVersion!: number;
  @ApiProperty({ description: '每次保存加一；保存时带上它，以免覆盖他人的修改' })
  revision!: number;
  @ApiProperty({ format: 'date-time' })
  savedAt!: string;
  @ApiProperty({ description: '保存人' })
  savedBy!: string;
}

class ProcessName {
  @ApiProperty()
  processId!: string;
  @ApiProperty()
  name!: string;
}

export class VersionView {
  @ApiProperty()
  version!: number;
  @ApiProperty({ required: false })
  versionTag?: string;
  @ApiProperty({ type: Object, description: '流程编号到流程定义键', additionalProperties: { type: 'string' } })
  definitionKeys!: Record<string, string>;
  @ApiProperty({ format: 'date-time' })
  deployedAt!: string;
  @ApiProperty({ description: '发布人' })
  deployedBy!: string;
  @ApiProperty({ description: '发布说明' })
  note!: string;
  @ApiProperty({ description: '正在按此版本办理的实例数' })
  running!: number;
  @ApiProperty({ description: '新实例按此版本办理' })
  current!: boolean;
}

class DraftSummary {
  @ApiProperty({ format: 'date-time' })
  savedAt!: string;
  @ApiProperty()
  savedBy!: string;
  @ApiProperty()
  baseVersion!: number;
}

export class ProcessResourceView {
  @ApiProperty()
  resourceName!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: ProcessName, isArray: true })
  processes!: ProcessName[];
  @ApiProperty({ type: VersionView, isArray: true, description: '新版在前' })
  versions!: VersionView[];
  @ApiProperty({ type: DraftSummary, nullable: true })
  draft!: DraftSummary | null;
  @ApiProperty({ format: 'date-time' })
  lastChangedAt!: string;
  @ApiProperty({ description: '待处理异常数' })
  incidents!: number;
}

class DeployedDefinitionView {
  @ApiProperty()
  key!: string;
  @ApiProperty()
  processId!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  version!: number;
}

export class DeploymentView {
  @ApiProperty()
  deploymentKey!: string;
  @ApiProperty({ description: '流程图文件的版本' })
  version!: number;
  @ApiProperty({ type: DeployedDefinitionView, isArray: true })
  definitions!: DeployedDefinitionView[];
  @ApiProperty({ description: '仍在旧版本上办理的实例数' })
  runningOnOlder!: number;
  @ApiProperty()
  message!: string;
}
