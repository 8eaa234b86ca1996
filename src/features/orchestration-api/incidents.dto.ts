import { Instant, Key, NullableKey, OneOf, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export const incidentErrorTypes = [
  'AD_HOC_SUB_PROCESS_NO_RETRIES',
  'CALLED_DECISION_ERROR',
  'CALLED_ELEMENT_ERROR',
  'CONDITION_ERROR',
  'DECISION_EVALUATION_ERROR',
  'EXECUTION_LISTENER_NO_RETRIES',
  'EXTRACT_VALUE_ERROR',
  'FORM_NOT_FOUND',
  'IO_MAPPING_ERROR',
  'JOB_NO_RETRIES',
  'MESSAGE_SIZE_EXCEEDED',
  'RESOURCE_NOT_FOUND',
  'TASK_LISTENER_NO_RETRIES',
  'UNHANDLED_ERROR_EVENT',
  'UNKNOWN',
  'UNSPECIFIED',
] as const;

export const incidentStates = ['ACTIVE', 'MIGRATED', 'PENDING', 'RESOLVED', 'UNKNOWN'] as const;

export class IncidentResult {
  @Text() processDefinitionId!: string;
  @OneOf(incidentErrorTypes) errorType!: (typeof incidentErrorTypes)[number];
  @Text() errorMessage!: string;
  @Text() elementId!: string;
  @Instant() creationTime!: string;
  @OneOf(incidentStates) state!: (typeof incidentStates)[number];
  @Tenant() tenantId = defaultTenant;
  @Key() incidentKey!: string;
  @Key() processDefinitionKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @Key() elementInstanceKey!: string;
  @NullableKey() jobKey!: string | null;
}
