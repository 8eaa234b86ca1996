import { Controller, Get, Header, Param, ParseIntPipe } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/http/policy.js';
import { ProcessResourceView } from './processes.dto.js';
import { ProcessesService } from './processes.service.js';
import { ResourceNamePipe } from './resource-name.js';

/** A diagram opened by itself is a document of this origin: it may do nothing at all. */
const documentPolicy = "default-src 'none'; sandbox";

@ApiTags('processes')
@Allow(['owner', 'auditor'])
@Controller('api/processes')
export class ProcessesController {
  constructor(private readonly processes: ProcessesService) {}

  @Get()
  @ApiOkResponse({ type: ProcessResourceView, isArray: true })
  list(): Promise<ProcessResourceView[]> {
    return this.processes.list();
  }

  @Get(':resourceName/versions/:version/xml')
  @ApiProduces('text/xml')
  @ApiOkResponse({ type: String })
  @Header('Content-Type', 'text/xml; charset=utf-8')
  @Header('Content-Security-Policy', documentPolicy)
  xml(@Param('resourceName', ResourceNamePipe) resourceName: string, @Param('version', ParseIntPipe) version: number): Promise<string> {
    return this.processes.xml(resourceName, version);
  }
}
