/** What a deployment came to: every item with the version it has now, whether new or kept. */

export interface DeployedDefinition {
  definitionKey: string;
  processId: string;
  name: string;
  version: number;
  versionTag: string | null;
  resourceName: string;
}

export interface DeployedForm {
  formKey: string;
  formId: string;
  version: number;
  resourceName: string;
}

export interface DeployedDecision {
  decisionKey: string;
  decisionId: string;
  name: string;
  version: number;
  versionTag: string | null;
  requirementsKey: string;
  requirementsId: string;
}

/** The decision requirements graph of one .dmn file. */
export interface DeployedRequirements {
  requirementsKey: string;
  requirementsId: string;
  name: string;
  version: number;
  resourceName: string;
}

export interface Deployed {
  deploymentKey: string;
  deployedAt: string;
  definitions: DeployedDefinition[];
  forms: DeployedForm[];
  decisions: DeployedDecision[];
  requirements: DeployedRequirements[];
}
