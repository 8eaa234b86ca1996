import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/http/policy.js';
import { WindowBody, WindowShown } from './windows.dto.js';
import { WindowsService } from './windows.service.js';

@ApiTags('windows')
@Controller('api/windows')
export class WindowsController {
  constructor(private readonly windows: WindowsService) {}

  @Get()
  @Allow('signed-in')
  @ApiOkResponse({ type: WindowShown, isArray: true })
  list(): Promise<WindowShown[]> {
    return this.windows.list();
  }

  /** A code that is not there yet adds a window; one is closed, never removed, because cases name it. */
  @Put(':id')
  @Allow(['admin'])
  @ApiOkResponse({ type: WindowShown })
  put(@Param('id') id: string, @Body() body: WindowBody): Promise<WindowShown> {
    return this.windows.put(id, body);
  }
}
