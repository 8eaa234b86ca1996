import { Body, Controller, Get, Header, HttpStatus, Param, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../../platform/http/policy.js';
import { FormResult, ProcessDefinitionResult } from './process-definitions.dto.js';
import { processDefinitionSearch, ProcessDefinitionQueries } from './process-definitions.queries.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';

@ApiTags('Process definition')
@Controller('v2/process-definitions')
export class ProcessDefinitionsController {
  constructor(private readonly definitions: ProcessDefinitionQueries) {}

  @SearchRoute('search', processDefinitionSearch, ProcessDefinitionResult)
  search(@Body() body: unknown): Promise<Found<ProcessDefinitionResult>> {
    return this.definitions.find(body);
  }

  @Get(':processDefinitionKey')
  @Allow('signed-in')
  @ApiOkResponse({ type: ProcessDefinitionResult })
  get(@Param('processDefinitionKey') key: string): Promise<ProcessDefinitionResult> {
    return this.definitions.get(key);
  }

  @Get(':processDefinitionKey/xml')
  @Allow('signed-in')
  @Header('Content-Type', 'text/xml; charset=utf-8')
  @ApiProduces('text/xml')
  @ApiOkResponse({ schema: { type: 'string' } })
  xml(@Param('processDefinitionKey') key: string): Promise<string> {
    return this.definitions.xml(key);
  }

  @Get(':processDefinitionKey/form')
  @Allow('signed-in')
  @ApiOkResponse({ type: FormResult })
  @ApiNoContentResponse({ description: '开始事件没有表单' })
  async form(
    @Param('processDefinitionKey') key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<FormResult | undefined> {
    const form = await this.definitions.startForm(key);
    if (!form) void reply.status(HttpStatus.NO_CONTENT);
    return form ?? undefined;
  }
}
