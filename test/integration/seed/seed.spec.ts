import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { run } from '../../../src/cli/run.js';
import { seedCommand } from '../../../src/cli/seed/seed-command.js';

/** A simulated year: every step is done by somebody who may, every form is filled in, and the history is whole. */
describe('the simulated year', () => {
  let dataDir: string;
  beforeAll(() => void (dataDir = mkdtempSync(join(tmpdir(), 'minqing-seed-'))));
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  const lines: string[] = [];
  const context = () => ({
    env: { DATA_DIR: dataDir, LOG_LEVEL: 'silent' },
    cwd: dataDir,
    print: (line: string) => void lines.push(line),
  });
  const options = { cases: 6, seed: 3, now: new Date('2026-11-24T02:00:00.000Z') };

  it('leaves nothing that nobody could do, and no incident', async () => {
    const code = await seedCommand(options, context());
    expect(lines.filter((line) => /未能办理|异常/.test(line))).toEqual([]);
    expect(code).toBe(exitCodes.ok);
    expect(lines[0]).toMatch(/^登记 6 件，办理 \d{2,} 步。$/);
  }, 120_000);

  it('has a history that verifies', async () => {
    expect(await run(['verify'], context())).toBe(exitCodes.ok);
  });

  it('is not played over petitions that are there, nor outside a demonstration', async () => {
    await expect(seedCommand(options, context())).rejects.toThrow('已有信访事项');
    const production = { ...context(), env: { DATA_DIR: dataDir, NODE_ENV: 'production' } };
    await expect(seedCommand(options, production)).rejects.toThrow('演示环境');
  });

  it.each(['0', '-3', 'many', '100001'])('refuses %s cases with the way it is used', async (cases) => {
    expect(await run(['seed', '--cases', cases], context())).toBe(exitCodes.usage);
  });
});
