import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/database.js';
import { Allow } from '../../platform/http/policy.js';

/** For load balancers and service managers: `live` says the process runs, `ready` that it can serve. */
@ApiTags('health')
@Allow('public')
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  @Get('live')
  @ApiOkResponse({ schema: { example: { status: 'ok' } } })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Takes a turn at writing and reads, so that a stuck writer or a lost file shows here; nothing is written, anybody may ask. */
  @Get('ready')
  @ApiOkResponse({ schema: { example: { status: 'ok', checks: { database: 'ok', processes: 'ok' } } } })
  @ApiServiceUnavailableResponse()
  async ready(
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ status: string; checks: Record<string, string> }> {
    const checks = { database: await this.writable(), processes: await this.processes() };
    const ready = Object.values(checks).every((check) => check === 'ok');
    if (!ready) reply.status(HttpStatus.SERVICE_UNAVAILABLE);
    return { status: ready ? 'ok' : 'unavailable', checks };
  }

  private async writable(): Promise<string> {
    try {
      await this.database.write((transaction) => transaction.get(`SELECT 1`));
      return 'ok';
    } catch {
      return 'unavailable';
    }
  }

  private async processes(): Promise<string> {
    try {
      const row = await this.database.get(`SELECT 1 FROM process_definition LIMIT 1`);
      return row ? 'ok' : 'none deployed';
    } catch {
      return 'unavailable';
    }
  }
}
