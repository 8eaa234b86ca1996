import { Body, Controller, HttpCode, Param, Patch, Post, Req } from '@nestjs/common';
import { ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { workerRole } from '../../domain/codes/roles.js';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { WithoutIdempotencyKey } from '../../platform/idempotency/without-idempotency-key.js';
import { JobActivationService } from './job-activation.service.js';
import { JobReportsService } from './job-reports.service.js';
import {
  ActivateJobsBody,
  CompleteJobBody,
  FailJobBody,
  JobActivationResult,
  JobSearchResult,
  ThrowJobErrorBody,
  UpdateJobBody,
} from './jobs.dto.js';
import { JobQueries, jobSearch } from './jobs.queries.js';
import { LeaseNumber } from './lease-number.js';
import { SearchRoute } from './search/search-route.js';
import type { Found } from './search/search.js';

const LeaseHeader = (): MethodDecorator =>
  ApiHeader({ name: 'Job-Lease', required: false, description: '领取作业时 customHeaders 中 minqing:lease 的数字' });

/** Job workers: programs with an account of role 系统集成. */
@ApiTags('Job')
@Controller('v2/jobs')
export class JobsController {
  constructor(
    private readonly activation: JobActivationService,
    private readonly reports: JobReportsService,
    private readonly queries: JobQueries,
  ) {}

  /** Long polling: answers as soon as there is a job, or when the time is over. */
  @Post('activation')
  @WithoutIdempotencyKey('每次领取的是另外的作业；没有收到的，到期后自动重新发放')
  @Allow([workerRole])
  @HttpCode(200)
  @ApiOkResponse({ type: JobActivationResult })
  async activate(
    @Body() body: ActivateJobsBody,
    @CurrentActor() actor: Actor,
    @Req() request: FastifyRequest,
  ): Promise<JobActivationResult> {
    const gone = new AbortController();
    const hangUp = (): void => gone.abort();
    request.raw.socket.once('close', hangUp);
    try {
      return { jobs: await this.activation.activate(body, actor, gone.signal) };
    } finally {
      request.raw.socket.off('close', hangUp);
    }
  }

  @SearchRoute('search', jobSearch, JobSearchResult)
  search(@Body() body: unknown, @CurrentActor() actor: Actor): Promise<Found<JobSearchResult>> {
    return this.queries.find(body, actor);
  }

  @Post(':jobKey/completion')
  @Allow([workerRole])
  @HttpCode(204)
  @LeaseHeader()
  @ApiNoContentResponse()
  complete(
    @Param('jobKey') key: string,
    @Body() body: CompleteJobBody,
    @LeaseNumber() lease: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.reports.complete(key, body, { actor, lease });
  }

  /** Tried again while tries are left, else an incident. */
  @Post(':jobKey/failure')
  @Allow([workerRole])
  @HttpCode(204)
  @LeaseHeader()
  @ApiNoContentResponse()
  fail(
    @Param('jobKey') key: string,
    @Body() body: FailJobBody,
    @LeaseNumber() lease: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.reports.fail(key, body, { actor, lease });
  }

  /** A BPMN error, for the diagram to catch. */
  @Post(':jobKey/error')
  @Allow([workerRole])
  @HttpCode(204)
  @LeaseHeader()
  @ApiNoContentResponse()
  throwError(
    @Param('jobKey') key: string,
    @Body() body: ThrowJobErrorBody,
    @LeaseNumber() lease: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.reports.throwError(key, body, { actor, lease });
  }

  @Patch(':jobKey')
  @Allow([workerRole, 'owner'])
  @HttpCode(204)
  @LeaseHeader()
  @ApiNoContentResponse()
  update(
    @Param('jobKey') key: string,
    @Body() body: UpdateJobBody,
    @LeaseNumber() lease: number | undefined,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.reports.update(key, body.changeset, { actor, lease });
  }
}
