import { Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import {
  Deployer,
  type Deployed,
  type DeployedDecision,
  type DeployedDefinition,
  type DeployedForm,
  type DeployedRequirements,
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

  /** Diagrams, forms and decisions as one deployment: all are taken, or none. A file equal to its newest version keeps that version. */
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
    deployments: [
      ...deployed.definitions.map(processItem),
      ...deployed.decisions.map(decisionItem),
      ...deployed.requirements.map(requirementsItem),
      ...deployed.forms.map(formItem),
    ],
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

function decisionItem(decision: DeployedDecision): DeploymentItemResult {
  return {
    ...none,
    decisionDefinition: {
      decisionDefinitionId: decision.decisionId,
      version: decision.version,
      name: decision.name,
      tenantId: defaultTenant,
      decisionRequirementsId: decision.requirementsId,
      decisionDefinitionKey: decision.decisionKey,
      decisionRequirementsKey: decision.requirementsKey,
    },
  };
}

function requirementsItem(requirements: DeployedRequirements): DeploymentItemResult {
  return {
    ...none,
    decisionRequirements: {
      decisionRequirementsId: requirements.requirementsId,
      decisionRequirementsName: requirements.name,
      version: requirements.version,
      resourceName: requirements.resourceName,
      tenantId: defaultTenant,
      decisionRequirementsKey: requirements.requirementsKey,
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
