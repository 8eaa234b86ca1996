import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

/** An element of the newest version of a diagram that carries an article out. */
export class RuleElement {
  @ApiProperty() resourceName!: string;
  @ApiProperty() processId!: string;
  @ApiProperty() processName!: string;
  @ApiProperty() version!: number;
  @ApiProperty() definitionKey!: string;
  @ApiProperty() elementId!: string;
  @ApiProperty({ description: '步骤名称；没有名称的网关为空' }) elementName!: string;
  @ApiProperty({ description: '如 USER_TASK、SERVICE_TASK、EXCLUSIVE_GATEWAY' }) elementType!: string;
}

export class RuleArticle {
  @ApiProperty({ example: 'S1.4' }) id!: string;
  @ApiProperty() part!: string;
  @ApiProperty() title!: string;
  @ApiProperty({
    enum: ['procedure', 'study', 'law'],
    description: 'procedure 须由流程落实；study 供学习；law 为法规条文',
  })
  kind!: string;
  @ApiPropertyOptional({ type: [Number], description: '在源文件中的起止行' }) lines?: readonly number[];
  @ApiPropertyOptional({ description: '同一行有多条时，本条所占的文字' }) passage?: string;
  @ApiPropertyOptional() note?: string;
  @ApiProperty({ type: RuleElement, isArray: true }) elements!: RuleElement[];
}

export class RuleBookView {
  @ApiProperty({ type: [String], description: '源文件逐行文字' }) lines!: readonly string[];
  @ApiProperty({ type: RuleArticle, isArray: true }) articles!: RuleArticle[];
  @ApiProperty({ type: [String], description: '须由流程落实而没有任何步骤引用的条款' }) uncovered!: string[];
  @ApiProperty({ type: [String], description: '流程图引用、规则库里没有的依据' }) unknown!: string[];
}

export class RuleCasesQuery {
  @ApiPropertyOptional({ minimum: 1, default: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(10_000)
  page = 1;

  @ApiPropertyOptional({ minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  size = 20;
}

/** A case that passed an element of the article. */
export class RuleCase {
  @ApiProperty() id!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty() status!: string;
  @ApiProperty({ description: '最近一次经过的时间' }) passedAt!: string;
}

export class RuleCases {
  @ApiProperty() total!: number;
  @ApiProperty({ type: RuleCase, isArray: true }) items!: RuleCase[];
}
