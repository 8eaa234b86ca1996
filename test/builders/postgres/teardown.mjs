import pg from 'pg';

/** On a server that was handed in nothing is left behind. */
export default async function tearDown() {
  if (globalThis.minqingCluster) return globalThis.minqingCluster.stop();
  const { server, template } = JSON.parse(process.env['TEST_POSTGRES_RUN']);
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  const { rows } = await client.query(`SELECT datname FROM pg_database WHERE starts_with(datname, $1)`, [template]);
  for (const { datname } of rows) await client.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  await client.end();
}
