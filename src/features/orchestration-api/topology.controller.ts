import { Controller, Get, HttpCode } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../platform/actor.js';
import { CurrentActor } from '../../platform/http/current-actor.js';
import { Allow } from '../../platform/http/policy.js';
import { AnyObject, Flag, Int, Key, NullableText, OneOf, Tenant, Text, Texts } from './shown.js';
import { defaultTenant } from './tenant.js';

/** The version of the public API whose paths and shapes these routes follow. */
const apiVersion = '8.9.0';

class PartitionResult {
  @Int() partitionId!: number;
  @OneOf(['leader', 'follower', 'inactive']) role!: 'leader';
  @OneOf(['healthy', 'unhealthy', 'dead']) health!: 'healthy';
}

class BrokerResult {
  @Int() nodeId!: number;
  @Text() host!: string;
  @Int() port!: number;
  @ApiProperty({ type: [PartitionResult] }) partitions!: PartitionResult[];
  @Text() version!: string;
}

class TopologyResult {
  @ApiProperty({ type: [BrokerResult] }) brokers!: BrokerResult[];
  @NullableText() clusterId!: string | null;
  @Int() clusterSize!: number;
  @Int() partitionsCount!: number;
  @Int() replicationFactor!: number;
  @Text() gatewayVersion!: string;
  @Key() lastCompletedChangeId!: string;
}

class TenantResult {
  @Text() name!: string;
  @Tenant() tenantId = defaultTenant;
  @NullableText() description!: string | null;
}

class AuthenticationResult {
  @Text() username!: string;
  @NullableText() displayName!: string | null;
  @NullableText() email!: string | null;
  @Texts() authorizedComponents!: string[];
  @ApiProperty({ type: [TenantResult] }) tenants!: TenantResult[];
  /** The unit the account belongs to. */
  @Texts() groups!: string[];
  /** Role codes. */
  @Texts() roles!: string[];
  @NullableText() salesPlanType!: string | null;
  @AnyObject() c8Links!: Record<string, string>;
  @Flag() canLogout!: boolean;
}

/** What clients ask for before they begin. */
@ApiTags('Cluster')
@Controller('v2')
export class TopologyController {
  /** This server as a cluster of one broker with one partition; addresses are left out, since they tell about the network. */
  @Get('topology')
  @Allow('signed-in')
  @ApiOkResponse({ type: TopologyResult })
  topology(): TopologyResult {
    return {
      brokers: [
        {
          nodeId: 0,
          host: 'localhost',
          port: 0,
          partitions: [{ partitionId: 1, role: 'leader', health: 'healthy' }],
          version: apiVersion,
        },
      ],
      clusterId: null,
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: apiVersion,
      lastCompletedChangeId: '0',
    };
  }

  @Get('status')
  @Allow('public')
  @HttpCode(204)
  @ApiNoContentResponse({ description: '服务可用' })
  status(): void {
    // The status code is the answer.
  }

  @Get('authentication/me')
  @Allow('signed-in')
  @ApiOkResponse({ type: AuthenticationResult })
  me(@CurrentActor() actor: Actor): AuthenticationResult {
    return {
      username: actor.username,
      displayName: actor.displayName,
      email: null,
      authorizedComponents: [],
      tenants: [{ name: 'Default', tenantId: defaultTenant, description: null }],
      groups: [actor.unitId],
      roles: [...new Set(actor.roles.map((role) => role.code))],
      salesPlanType: null,
      c8Links: {},
      canLogout: true,
    };
  }
}
