/** Who may import whom (docs/architecture.md); `npm run check` fails on a breach. */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-imports-nothing-outside',
      comment:
        'The engine is pure: no framework, no database, no feature. The lint rules are its one shared part with the browser.',
      severity: 'error',
      from: { path: '^src/engine', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(?!engine)|^(web|test)/|node_modules/(@nestjs|typeorm|better-sqlite3|fastify)' },
    },
    {
      name: 'domain-imports-nothing-outside',
      severity: 'error',
      from: { path: '^src/domain', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(?!domain)|^(web|test|lint)/|node_modules/(@nestjs|typeorm|better-sqlite3|fastify)' },
    },
    {
      name: 'pure-code-does-no-io',
      severity: 'error',
      from: { path: '^src/(engine|domain)', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(vm)$' },
    },
    {
      name: 'only-the-reference-engine-knows-bpmn-elements',
      severity: 'error',
      from: { path: '^(src|lint|web)/', pathNot: '^src/engine/reference' },
      to: { path: 'node_modules/(bpmn-engine|bpmn-elements|moddle-context-serializer)/' },
    },
    {
      name: 'workflow-knows-no-feature',
      severity: 'error',
      from: { path: '^src/workflow', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(features|domain)/' },
    },
    {
      name: 'platform-knows-nobody-above',
      severity: 'error',
      from: { path: '^src/platform', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/(features|workflow)/' },
    },
    {
      name: 'lint-rules-run-in-the-browser',
      severity: 'error',
      from: { path: '^lint', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(src|web|test)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'browser-takes-no-server-code',
      severity: 'error',
      from: { path: '^web/src' },
      to: { path: '^(src|test)/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
