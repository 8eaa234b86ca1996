import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import {
  Deployer,
  type Deployed,
  type DeployedDefinition,
  type DeployedForm,
} from '../../workflow/definitions/deployer.js';
import { DeploymentResult, type DeploymentItemResult } from './deployments.dto.js';
import { readResourceFiles } from './resource-files.js';
import { defaultTenant } from './tenant.js';

const none = {
  processDefinition: null,
  decisionDefinition: null,
  decisionRequirements: null,
  form: null,
  resource: null,
};

@ApiTags('Resource')
@Controller('v2/deployments')
export class DeploymentsController {
  constructor(private readonly deployer: Deployer) {}

  /** Diagrams and forms as one deployment: all are taken, or none. A file equal to its newest version keeps that version. */
  @Post()
  @Allow(['owner'])
  @HttpCode(200)
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    schema: {
      type: 'object',
      required: ['resources'],
      properties: {
        resources: { type: 'array', items: { type: 'string', format: 'binary' } },
        tenantId: { type: 'string', enum: [defaultTenant] },
      },
    },
  })
  @ApiOkResponse({ type: DeploymentResult })
  async deploy(@Req() request: FastifyRequest, @CurrentActor() actor: Actor): Promise<DeploymentResult> {
    const files = await readResourceFiles(request);
    return result(await this.deployer.deploy({ files, note: '通过接口发布', userId: actor.userId }));
  }
}

function result(deployed: Deployed): DeploymentResult {
  return {
    deploymentKey: deployed.deploymentKey,
    tenantId: defaultTenant,
    deployments: [...deployed.definitions.map(processItem), ...deployed.forms.map(formItem)],
  };
}

function processItem(definition: DeployedDefinition): DeploymentItemResult {
  return {
    ...none,
    processDefinition: {
      processDefinitionId: definition.processId,
      processDefinitionVersion: definition.version,
      processDefinitionKey: definition.definitionKey,
      resourceName: definition.resourceName,
      tenantId: defaultTenant,
    },
  };
}

function formItem(form: DeployedForm): DeploymentItemResult {
  return {
    ...none,
    form: {
      formId: form.formId,
      version: form.version,
      resourceName: form.resourceName,
      formKey: form.formKey,
      tenantId: defaultTenant,
    },
  };
}
