/** Which folder may import which: see CONTRIBUTING.md. What is not named here is not allowed. */
const only = (name, from, ...to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.spec\\.ts$' },
  to: { path: '^(apps|libs|workflows|test)/', pathNot: [...to] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-imports-nothing', '^libs/domain/', '^libs/domain/'),
    only('config-stands-alone', '^libs/config/', '^libs/config/'),
    only('database-knows-the-domain', '^libs/database/', '^libs/(database|domain|config)/'),
    only('temporal-knows-the-record', '^libs/temporal/', '^libs/(temporal|domain|database|config|testing)/'),
    only('runtime-knows-database-and-temporal', '^libs/runtime/', '^libs/(runtime|config|database|temporal|testing)/'),
    { name: 'libs-know-no-workflows-or-apps', severity: 'error', from: { path: '^libs/', pathNot: '^libs/testing/' }, to: { path: '^(workflows|apps)/' } },
    { name: 'no-app-knows-another', severity: 'error', from: { path: '^apps/([^/]+)/' }, to: { path: '^apps/', pathNot: '^apps/$1/' } },
    only('api', '^apps/api/', '^apps/api/', '^workflows/contracts\\.ts$', '^workflows/[^/]+/contract\\.ts$', '^libs/(domain|database|config|temporal)/'),
    only('console-speaks-http-only', '^apps/console/', '^apps/console/'),
    only('contracts-hold-data', '^workflows/(?!kit/)[^/]+/contract\\.ts$', '^workflows/[^/]+/(contract|labels)\\.ts$', '^libs/domain/'),
    only('labels-hold-words', '^workflows/[^/]+/labels\\.ts$', '^libs/domain/'),
    {
      name: 'workflows-see-only-types-of-activities',
      severity: 'error',
      from: { path: '^workflows/[^/]+/workflow\\.ts$' },
      to: { path: '^workflows/[^/]+/activities', dependencyTypesNot: ['type-only'] },
    },
    only('workflow', '^workflows/[^/]+/workflow\\.ts$', '^workflows/[^/]+/(contract|activities)\\.ts$', '^workflows/kit/', '^libs/domain/'),
    {
      name: 'workflows-are-sandboxed',
      severity: 'error',
      from: { path: '^workflows/([^/]+/workflow|kit/(process|renewal|contract|verbs[^/]*))\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'activities',
      severity: 'error',
      from: { path: '^workflows/[^/]+/activities', pathNot: '\\.spec\\.ts$' },
      to: { path: '^(apps|libs)/', pathNot: '^libs/(domain|database|matching)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
