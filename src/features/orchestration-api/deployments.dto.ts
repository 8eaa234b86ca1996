import { ApiProperty } from '@nestjs/swagger';
import { Int, Key, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export class DeployedProcessResult {
  @Text() processDefinitionId!: string;
  @Int() processDefinitionVersion!: number;
  @Text() resourceName!: string;
  @Tenant() tenantId = defaultTenant;
  @Key() processDefinitionKey!: string;
}

export class DeployedFormResult {
  @Text() formId!: string;
  @Int() version!: number;
  @Text() resourceName!: string;
  @Tenant() tenantId = defaultTenant;
  @Key() formKey!: string;
}

export class DeployedDecisionResult {
  @Text() decisionDefinitionId!: string;
  @Int() version!: number;
  @Text() name!: string;
  @Tenant() tenantId = defaultTenant;
  @Text() decisionRequirementsId!: string;
  @Key() decisionDefinitionKey!: string;
  @Key() decisionRequirementsKey!: string;
}

export class DeployedRequirementsResult {
  @Text() decisionRequirementsId!: string;
  @Text() decisionRequirementsName!: string;
  @Int() version!: number;
  @Text() resourceName!: string;
  @Tenant() tenantId = defaultTenant;
  @Key() decisionRequirementsKey!: string;
}

/** Exactly one of the five is present. */
export class DeploymentItemResult {
  @ApiProperty({ type: DeployedProcessResult, nullable: true }) processDefinition!: DeployedProcessResult | null;
  @ApiProperty({ type: DeployedDecisionResult, nullable: true }) decisionDefinition!: DeployedDecisionResult | null;
  @ApiProperty({ type: DeployedRequirementsResult, nullable: true })
  decisionRequirements!: DeployedRequirementsResult | null;
  @ApiProperty({ type: DeployedFormResult, nullable: true }) form!: DeployedFormResult | null;
  @ApiProperty({ type: Object, nullable: true, description: '总是 null' }) resource!: null;
}

export class DeploymentResult {
  @Key() deploymentKey!: string;
  @Tenant() tenantId = defaultTenant;
  @ApiProperty({ type: [DeploymentItemResult] }) deployments!: DeploymentItemResult[];
}
