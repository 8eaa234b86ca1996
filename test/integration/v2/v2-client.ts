import { createCamundaClient, type CamundaClient } from '@camunda8/orchestration-cluster-api';
import type { TestServer } from '../../builders/server.js';

/** Searches answer from committed rows at once: nothing to wait for. */
export const atOnce = { consistency: { waitUpToMs: 0 } };

/** The public client as one of the demonstration accounts; every answer must pass its strictest validation. */
export function clientOf(server: Pick<TestServer, 'url' | 'accounts'>, username: string): CamundaClient {
  return createCamundaClient({
    config: {
      CAMUNDA_REST_ADDRESS: `${server.url}/v2`,
      CAMUNDA_AUTH_STRATEGY: 'BASIC',
      CAMUNDA_BASIC_AUTH_USERNAME: username,
      CAMUNDA_BASIC_AUTH_PASSWORD: server.accounts[username]!.password,
      CAMUNDA_SDK_VALIDATION: 'req:strict,res:fanatical',
      CAMUNDA_SDK_HTTP_RETRY_MAX_ATTEMPTS: 1,
      CAMUNDA_SDK_LOG_LEVEL: 'silent',
    },
  });
}

/** What the server said no to, as `status code`. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (reason) {
    const { status, type } = reason as { status?: number; type?: string };
    return status === undefined ? String(reason) : `${status} ${type?.replace('urn:minqing:problem:', '')}`;
  }
  return 'accepted';
}

export function fileOf(name: string, content: string | Uint8Array<ArrayBuffer>): File {
  return new File([content], name);
}
