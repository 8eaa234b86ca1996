import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { servesPetition } from '../../domain/codes/process-codes.js';
import type { Actor } from '../../platform/actor.js';
import { Database } from '../../platform/database/database.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { nextKey } from '../../workflow/keys.js';
import { ConditionalStarts } from '../../workflow/messages/conditional-starts.js';
import { EvaluateConditionalsBody, EvaluateConditionalsResult } from './conditionals.dto.js';
import { defaultTenant } from './tenant.js';

@ApiTags('Conditional')
@Controller('v2/conditionals')
export class ConditionalsController {
  constructor(
    private readonly database: Database,
    private readonly starts: ConditionalStarts,
  ) {}

  /** Starts the processes whose conditional start event holds for the variables; a petition begins with its registration only. */
  @Post('evaluation')
  @Allow(['owner'])
  @HttpCode(200)
  @ApiOkResponse({ type: EvaluateConditionalsResult })
  evaluate(@Body() body: EvaluateConditionalsBody, @CurrentActor() actor: Actor): Promise<EvaluateConditionalsResult> {
    return this.database.write(async (transaction) => {
      const started = await this.starts.evaluate(transaction, {
        variables: body.variables,
        definitionKey: body.processDefinitionKey,
        mayStart: ({ processId }) => !servesPetition(processId),
        actor,
      });
      return {
        conditionalEvaluationKey: await nextKey(transaction),
        tenantId: defaultTenant,
        processInstances: started.map(({ definitionKey, instanceKey }) => ({
          processDefinitionKey: definitionKey,
          processInstanceKey: instanceKey,
        })),
      };
    });
  }
}
