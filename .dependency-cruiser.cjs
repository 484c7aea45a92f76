/** What may import what. Each rule is named for what it protects; the README's "Layout" section tells the same in prose. */

const npm = (name) => `(^|/)node_modules/${name}(/|$)`;
const AWS_SDK = npm('@(aws-sdk|smithy)/[^/]+');
const ZOD = npm('zod');
const IDB = npm('idb');
const MSAL = npm('@azure/msal-browser');
const OFFICE_HELPERS = npm('@microsoft/office-js-helpers');
const LAMBDA_TYPES = npm('@types/aws-lambda');
const UNIVER = npm('@univerjs/[^/]+');
const PANE_LIBRARIES = npm('(react|react-dom|@fluentui/[^/]+)');

// Parts of Node that compute, and reach neither disk nor network.
const NODE_ARITHMETIC = '^(buffer|crypto|util|zlib)$';

const REPOSITORY_PORT = '^functions/data/repository\\.ts$';
const REPLICA_PORT = '^addin/replica/replica-port\\.ts$';
const STORE_IMPLEMENTATIONS =
  '^addin/replica/(memory-replica-store|indexeddb-replica-store|open-replica-database)\\.ts$';

/** A folder that may import itself and the listed places, and nothing else. */
function closed(name, folder, allowed, comment) {
  return {
    name,
    severity: 'error',
    comment,
    from: { path: `^${folder}/` },
    // What cannot be resolved is no-unresolvable's to report.
    to: { couldNotResolve: false, pathNot: [`^${folder}/`, ...allowed] },
  };
}

/** A package that only the listed places may import. */
function reserved(name, package_, places, comment) {
  return { name, severity: 'error', comment, from: { pathNot: places }, to: { path: package_ } };
}

const everywhere = [
  {
    name: 'no-cycles',
    severity: 'error',
    comment: 'Parts that need each other are one part: move what both need to where neither is.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolvable',
    severity: 'error',
    comment: 'An import that cannot be followed hides from every other rule.',
    from: {},
    to: { couldNotResolve: true, pathNot: '^virtual:peel-functions$' },
  },
  {
    name: 'nobody-imports-test',
    severity: 'error',
    comment: 'What ships never rests on what tests it.',
    from: { pathNot: '^test/' },
    to: { path: '^test/' },
  },
  {
    name: 'nobody-imports-local',
    severity: 'error',
    comment: 'The cloud on one machine stands in for AWS; what is deployed must not know of it.',
    from: { pathNot: '^(functions/local|test)/' },
    to: { path: '^functions/local/' },
  },
  {
    name: 'nobody-imports-preview',
    severity: 'error',
    comment: 'The preview stands in for Excel; the add-in that ships must not know of it.',
    from: { pathNot: '^(addin/preview|test)/' },
    to: { path: '^addin/preview/' },
  },
  {
    name: 'nobody-imports-build',
    severity: 'error',
    comment: 'addin/build runs in Node while the pages are built; no page can load it.',
    from: { pathNot: '^((addin/build|test)/|[^/]+\\.config\\.ts$)' },
    to: { path: '^addin/build/' },
  },
  {
    name: 'addin-never-imports-functions',
    severity: 'error',
    comment: 'The two talk over the wire protocol of shared/sync, so that either can be deployed alone.',
    from: { path: '^addin/' },
    to: { path: '^functions/' },
  },
  {
    name: 'functions-never-imports-addin',
    severity: 'error',
    comment: 'The two talk over the wire protocol of shared/sync, so that either can be deployed alone.',
    from: { path: '^functions/' },
    to: { path: '^addin/' },
  },
  {
    name: 'seeds-are-loaded-by-local',
    severity: 'error',
    comment: 'Seeds fill a new dataset once; running code reads the dataset.',
    from: { pathNot: '^(functions/local|test)/' },
    to: { path: '^seeds/' },
  },
  {
    name: 'shipped-code-runs-without-dev-packages',
    severity: 'error',
    comment:
      'office.js comes from Microsoft, Univer and the embedded engine stay at home: types of them may be imported.',
    from: { path: '^(shared|addin|functions)/', pathNot: '^(addin/(preview|build)|functions/local)/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

const shared = [
  closed(
    'shared-is-pure',
    'shared',
    [ZOD],
    'Client and server run the same rules: no DOM, no Node, no clock, no network; zod only.',
  ),
  {
    name: 'domain-knows-no-sync',
    severity: 'error',
    comment: 'The rules of the field stand whether or not anything is synchronised.',
    from: { path: '^shared/domain/' },
    to: { path: '^shared/sync/' },
  },
];

const addin = [
  closed(
    'formulas-read-the-replica',
    'addin/formulas',
    ['^shared/', REPLICA_PORT],
    'A formula reads memory and nothing else, and is ready before React and Fluent load.',
  ),
  closed(
    'workbook-reads-the-replica',
    'addin/workbook',
    ['^shared/', REPLICA_PORT, OFFICE_HELPERS, ZOD],
    'Tables and records meet here; how records arrive is no business of the workbook.',
  ),
  closed(
    'replica-knows-shared-only',
    'addin/replica',
    ['^shared/', ZOD, IDB],
    'The local copy serves everyone and depends on no one.',
  ),
  closed(
    'sync-knows-the-replica',
    'addin/sync',
    ['^shared/', '^addin/replica/', ZOD, IDB],
    'Synchronising knows records and messages, not cells or views.',
  ),
  closed(
    'sign-in-stands-alone',
    'addin/sign-in',
    ['^shared/', MSAL],
    'Whoever needs a token is handed a function that gets one.',
  ),
  {
    name: 'only-app-picks-a-store',
    severity: 'error',
    comment: 'Others speak to the record store port, so that memory and IndexedDB can stand in for each other.',
    from: { path: '^addin/', pathNot: '^addin/(app\\.tsx?$|replica/)' },
    to: { path: STORE_IMPLEMENTATIONS },
  },
  {
    name: 'views-never-import-app',
    severity: 'error',
    comment: 'app.ts passes in what the pane and the ribbon need; a view that reaches for it cannot be tested alone.',
    from: { path: '^addin/(taskpane|ribbon|formulas|workbook|replica|sync|sign-in)/' },
    to: { path: '^addin/app\\.tsx?$' },
  },
  {
    name: 'taskpane-is-passed-its-ports',
    severity: 'error',
    comment: 'The pane may name the type of a port, never the part behind it.',
    from: { path: '^addin/taskpane/' },
    to: { path: '^addin/', pathNot: '^addin/taskpane/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'ribbon-is-passed-its-ports',
    severity: 'error',
    comment: 'A ribbon command may name the type of a port, never the part behind it.',
    from: { path: '^addin/ribbon/' },
    to: { path: '^addin/', pathNot: '^addin/ribbon/', dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'preview-enters-through-app',
    severity: 'error',
    comment: 'The preview runs the add-in as Excel does: whole, from its composition root.',
    from: { path: '^addin/preview/' },
    to: { path: '^(addin|shared)/', pathNot: '^addin/(preview/|app\\.tsx?$)' },
  },
  reserved(
    'react-in-the-pane-only',
    PANE_LIBRARIES,
    ['^addin/(taskpane|preview)/', '^test/', '^vite\\.config\\.ts$', 'node_modules'],
    'Formulas answer before the pane is shown, often without it.',
  ),
  reserved(
    'univer-in-the-preview-only',
    UNIVER,
    ['^addin/preview/', '^test/'],
    'The grid is 1.7 MB that Excel users never need.',
  ),
  reserved('msal-in-sign-in-only', MSAL, ['^addin/sign-in/', '^test/'], 'One place knows how people sign in.'),
  reserved(
    'office-js-helpers-in-the-workbook-only',
    OFFICE_HELPERS,
    ['^addin/workbook/', '^test/'],
    'Archived in 2020: its sheet helpers are harmless, its Authenticator uses the implicit flow.',
  ),
];

const functions = [
  closed(
    'handlers-call-decisions',
    'functions/handlers',
    ['^functions/(sync|auth)/', '^shared/', ZOD, LAMBDA_TYPES, NODE_ARITHMETIC],
    'A handler parses, authorises, calls and answers; where records lie is not its business.',
  ),
  closed(
    'sync-decides-through-the-port',
    'functions/sync',
    [REPOSITORY_PORT, '^shared/', NODE_ARITHMETIC],
    'Decisions run against any repository, in memory too, without AWS.',
  ),
  closed(
    'auth-knows-claims-only',
    'functions/auth',
    ['^shared/', ZOD],
    'Who may do what is decided from claims, without I/O.',
  ),
  closed(
    'data-knows-records-and-aws',
    'functions/data',
    ['^shared/', ZOD, AWS_SDK, NODE_ARITHMETIC],
    'Storage knows records, not who asks for them.',
  ),
  reserved(
    'aws-sdk-in-data-only',
    AWS_SDK,
    ['^functions/data/', '^functions/local/', '^test/'],
    'Nobody else names the AWS SDK; functions/local only makes the table that deployment would make.',
  ),
];

module.exports = {
  forbidden: [...everywhere, ...shared, ...addin, ...functions],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.d.ts', '.js', '.mjs', '.json'],
    },
  },
};
