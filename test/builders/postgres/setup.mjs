import { randomBytes } from 'node:crypto';
import { startCluster } from './cluster.mjs';

/** One server for the whole run, or the one of TEST_POSTGRES_URL; the processes that run the specs find it in their environment. */
export default async function setUp() {
  const given = process.env['TEST_POSTGRES_URL'];
  globalThis.minqingCluster = given ? undefined : await startCluster();
  const server = given ?? globalThis.minqingCluster.url;
  const template = `minqing_test_${randomBytes(6).toString('hex')}`;
  process.env['TEST_POSTGRES_RUN'] = JSON.stringify({ server, template });
}
