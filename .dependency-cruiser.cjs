/** Which folder may import which: see CONTRIBUTING.md. What is not named here is not allowed. */
const specs = '\\.spec\\.ts$';
const rule = (name, from, to) => ({ name, severity: 'error', from: typeof from === 'string' ? { path: from, pathNot: specs } : from, to });

/** Of our own folders, it may import no other than these. */
const only = (name, from, ...to) => rule(name, from, { path: '^(apps|libs|workflows|test)/', pathNot: to });

/** It may import no other than these, no package and no part of Node either. */
const nothingBut = (name, from, ...to) => rule(name, from, { pathNot: to });

const domain = '^libs/domain/';
const sdk = '(^|/)node_modules/@temporalio/workflow/';
const contracts = '^workflows/[^/]+/contract\\.ts$';
/** What of the kit runs within a workflow: all but its activities. */
const kit = '^workflows/kit/(?!activities)[^/]+\\.ts$';
/** What is there for tests alone. */
const testing = [specs, '^libs/testing/', '^libs/[^/]+/trials/', '^workflows/[^/]+/paths\\.ts$', '^test/'];

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }),
    rule('tests-are-imported-by-tests-only', { pathNot: testing }, { path: testing }),
    rule(
      'what-runs-needs-nothing-that-only-builds-or-tests',
      {
        path: '^(apps/(api|worker|match)|libs/(domain|matching|config|database|temporal|runtime)|workflows)/',
        pathNot: '(\\.spec|/paths)\\.ts$|/trials/',
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    nothingBut('domain-imports-nothing', domain, domain),
    nothingBut('matching-imports-nothing', '^libs/matching/(?!threads/)', '^libs/matching/'),
    nothingBut('matching-knows-threads-of-node-only', '^libs/matching/threads/', '^libs/matching/', '^(node:)?worker_threads$'),
    only('match', '^apps/match/', '^apps/match/', '^libs/matching/'),
    only('config-stands-alone', '^libs/config/', '^libs/config/'),
    only('database-knows-the-domain', '^libs/database/', '^libs/(database|domain|config)/'),
    only('temporal-knows-the-record', '^libs/temporal/', '^libs/(temporal|domain|database|config)/', '^libs/testing/'),
    only('runtime-knows-database-and-temporal', '^libs/runtime/', '^libs/(runtime|config|database|temporal)/'),
    rule('runs-before-anything-is-installed', '^libs/runtime/[^/]+\\.mjs$', { pathNot: '^libs/runtime/[^/]+\\.mjs$', dependencyTypesNot: ['core'] }),
    rule('libs-know-no-apps', '^libs/', { path: '^apps/' }),
    rule('libs-know-no-workflows', { path: '^libs/', pathNot: '^libs/testing/' }, { path: '^workflows/' }),

    rule('no-app-knows-another', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    only('api', '^apps/api/', '^apps/api/', '^workflows/contracts\\.ts$', contracts, '^libs/(domain|database|config|temporal)/'),
    only('console-speaks-http-only', '^apps/console/', '^apps/console/'),
    rule('console-runs-in-browsers', '^apps/console/src/', { dependencyTypes: ['core'] }),

    nothingBut('contracts-hold-data', '^workflows/(?!kit/)([^/]+)/contract\\.ts$', contracts, '^workflows/$1/labels\\.ts$', domain, sdk),
    nothingBut('labels-hold-words', '^workflows/[^/]+/labels\\.ts$', domain),
    nothingBut('kit-is-sandboxed', kit, kit, domain, sdk),
    nothingBut(
      'stories-are-sandboxed',
      '^workflows/(?!kit/)([^/]+)/(?!(?:contract|labels|paths|activities[^/]*)\\.ts$)[^/]+\\.ts$',
      '^workflows/$1/(?!labels)[^/]+\\.ts$',
      contracts,
      kit,
      domain,
    ),
    rule('stories-see-only-types-of-activities', '^workflows/(?:[^/]+/(?!activities)[^/]+|index)\\.ts$', {
      path: '^workflows/[^/]+/activities',
      dependencyTypesNot: ['type-only'],
    }),
    only(
      'activities-change-the-record',
      '^workflows/([^/]+)/activities',
      '^workflows/$1/(contract|labels|activities)',
      '^workflows/kit/(contract|record|activities)',
      '^workflows/contracts\\.ts$',
      '^libs/(domain|database|matching)/',
    ),
    nothingBut('the-bundle-holds-stories', '^workflows/index\\.ts$', '^workflows/[^/]+/workflow\\.ts$'),
    nothingBut('definitions-are-contracts', '^workflows/(definitions|contracts)\\.ts$', '^workflows/definitions\\.ts$', contracts),
    nothingBut('activities-are-joined', '^workflows/activities\\.ts$', '^workflows/[^/]+/activities\\.ts$', '^libs/database/'),
    only('paths-lead-tests', '^workflows/[^/]+/paths\\.ts$', contracts, domain, '^libs/testing/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' }, // what was built; many a package lies in a folder of that name as well
    parser: 'tsc',
    tsPreCompilationDeps: true, // what is imported for its type alone is said so in the import, which the linter sees to
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
