import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../../../src/platform/config/config.js';
import { startTestServer } from '../../builders/server.js';

const read = (...path: string[]): string => readFileSync(join(process.cwd(), ...path), 'utf8');
const manual = read('docs', 'operations.md');

/** First cells of the tables under a heading, without their marks. */
function listed(heading: string): string[] {
  const [, after = ''] = manual.split(`\n## ${heading}\n`);
  const section = after.split(/\n#{2,3} /)[0]!;
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1]!);
}

describe('docs/operations.md', () => {
  it('lists every setting that is read, and none besides', () => {
    const asked = new Set<string>();
    const env = new Proxy<Record<string, string | undefined>>(
      {},
      {
        get: (_, name) => {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    parseConfig(env, process.cwd());
    expect(listed('Settings').sort()).toEqual([...asked].sort());
  });

  it('lists every metric of ours, and none besides', async () => {
    const server = await startTestServer();
    try {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      const names = [...text.matchAll(/^# TYPE (minqing_\w+) /gm)].map((match) => match[1]!);
      expect(listed('Metrics').sort()).toEqual(names.sort());
    } finally {
      await server.close();
    }
  });

  it('lists every check of readiness', async () => {
    const server = await startTestServer();
    try {
      const { checks } = (await (await fetch(`${server.url}/health/ready`)).json()) as { checks: object };
      expect(listed('Health')).toEqual(Object.keys(checks));
    } finally {
      await server.close();
    }
  });

  it('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...manual.matchAll(/npm run ([\w:]+)/g)].map((match) => match[1]!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
    expect(named.length).toBeGreaterThan(8);
  });
});
