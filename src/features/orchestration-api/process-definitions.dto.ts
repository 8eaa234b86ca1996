import { defaultTenant } from './tenant.js';
import { Flag, Int, Key, NullableText, OneOf, Tenant, Text } from './shown.js';

export const definitionStates = ['ACTIVE', 'DRAINING', 'DELETED'] as const;

export class ProcessDefinitionResult {
  @NullableText() name!: string | null;
  @Text() resourceName!: string;
  @Int() version!: number;
  @NullableText() versionTag!: string | null;
  @Text() processDefinitionId!: string;
  @Tenant() tenantId = defaultTenant;
  @Key() processDefinitionKey!: string;
  @Flag() hasStartForm!: boolean;
  @OneOf(definitionStates) state!: (typeof definitionStates)[number];
}

export class FormResult {
  @Tenant() tenantId = defaultTenant;
  @Text() formId!: string;
  /** JSON text of the form-js schema. */
  @Text() schema!: string;
  @Int() version!: number;
  @Key() formKey!: string;
}
