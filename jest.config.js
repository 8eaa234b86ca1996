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
  '@nestjs|@fastify|bpmn-|dmn-|feelin|@bpmn-io|lezer-feel|@lezer|temporal-|uuid|moddle|zeebe-bpmn-moddle|min-dash|@0dep|smqp|saxen|file-type|strtok3|token-types|uint8array-extras|@borewit|@tokenizer|cookie|canonicalize|content-disposition|re2js|luxon|@camunda8';

export default {
  testEnvironment: 'node',
  // A loaded machine only makes a test slower, never wrong.
  testTimeout: 120_000,
  roots: ['<rootDir>/src', '<rootDir>/lint', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': ['$1.js', '$1'],
    // It exports itself to `import` alone, and jest asks for `require`.
    '^canonicalize$': '<rootDir>/node_modules/canonicalize/lib/canonicalize.js',
  },
  transform: { '^.+\\.tsx?$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', javascript] },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages})[^/]*/)`],
};
