/** Faults planted in the native engine: the suite must notice each of them, or it proves nothing. */
import { join } from 'node:path';
import { families } from '../../src/engine/native/elements/families.js';
import type { Families } from '../../src/engine/native/execution/families.js';
import { activate } from '../../src/engine/native/execution/lifecycle.js';
import { NativeEngine } from '../../src/engine/native/native-engine.js';
import { readCases } from './cases.js';
import { engines } from './engines.js';
import { runCase } from './runner.js';

const cases = readCases(join(process.cwd(), 'test', 'conformance'));
const native = engines.find(({ engine }) => engine.name === 'native')!;

const faults: Record<string, { fault: Partial<Families>; families: string[] }> = {
  'a join that lets every token through': {
    fault: { join: (run, node, scope) => void activate(run, node, scope) },
    families: ['parallel-gateway', 'inclusive-gateway', 'token-quantity'],
  },
  'a scope that forgets tokens on their way when an element in it ends': {
    fault: {
      ended(run, scope, gone, isLast) {
        run.agenda.drop(scope);
        families.ended(run, scope, gone, isLast);
      },
    },
    families: ['embedded-subprocess', 'start-end'],
  },
  'a scope that is never complete': {
    fault: { ended: () => undefined },
    families: ['embedded-subprocess', 'event-subprocess'],
  },
  'boundary events that are never open': {
    fault: { openEvents: () => undefined },
    families: ['boundary-event', 'event-subprocess'],
  },
  'completed activities that are not remembered for compensation': {
    fault: { remember: () => undefined },
    families: ['compensation', 'transaction'],
  },
};

describe.each(Object.entries(faults))('%s', (_name, { fault, families: noticedIn }) => {
  const mutant = { ...native, engine: new NativeEngine({ ...families, ...fault }) };

  it.each(noticedIn)('is noticed by the cases of %s', async (family) => {
    const own = cases.filter((test) => test.family === family);
    expect(own.length).toBeGreaterThan(0);
    const noticed: string[] = [];
    for (const test of own) {
      const failed = await runCase(test, mutant).then(
        (failure) => failure !== undefined,
        () => true,
      );
      if (failed) noticed.push(test.name);
    }
    expect(noticed).not.toEqual([]);
  });
});
