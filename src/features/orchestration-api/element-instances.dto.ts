import { elementStates, elementTypes } from './element-types.js';
import { Flag, Instant, Key, NullableInstant, NullableKey, OneOf, Tenant, Text } from './shown.js';
import { defaultTenant } from './tenant.js';

export class ElementInstanceResult {
  @Text() processDefinitionId!: string;
  @Instant() startDate!: string;
  @NullableInstant() endDate!: string | null;
  @Text() elementId!: string;
  @Text() elementName!: string;
  @OneOf(elementTypes) type!: (typeof elementTypes)[number];
  @OneOf(elementStates) state!: (typeof elementStates)[number];
  @Flag() hasIncident!: boolean;
  @Tenant() tenantId = defaultTenant;
  @Key() elementInstanceKey!: string;
  @Key() processInstanceKey!: string;
  @NullableKey() rootProcessInstanceKey!: string | null;
  @Key() processDefinitionKey!: string;
  @NullableKey() incidentKey!: string | null;
}
