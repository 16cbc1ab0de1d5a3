import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const clockOnly = [
  { object: 'Date', property: 'now', message: 'Business time comes from the clock in libs/domain.' },
  { object: 'process', property: 'env', message: 'Only libs/config reads the environment.' },
];
const elsewhereThanWorkflows = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Business time comes from the clock in libs/domain.' },
  { selector: "CallExpression[callee.property.name='only'], CallExpression[callee.property.name='skip']", message: 'No test is switched off.' },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'docs/'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { project: ['./tsconfig.json', './apps/console/tsconfig.json'], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': 'off',
      'no-restricted-properties': ['error', ...clockOnly],
      'no-restricted-syntax': ['error', ...elsewhereThanWorkflows],
      eqeqeq: 'error',
    },
  },
  {
    // Decorated constructors and parameters need their types at run time.
    files: ['apps/api/**', 'apps/worker/**'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    // A workflow's clock is the engine's: Date is replaced in its sandbox. A story itself branches on decisions and step results only.
    files: ['workflows/**/workflow.ts', 'libs/testing/trials/**/workflow.ts'],
    rules: {
      // A story takes its verbs apart; they are bound.
      '@typescript-eslint/unbound-method': 'off',
      'no-restricted-properties': [
        'error',
        ...clockOnly,
        { object: 'Promise', property: 'race', message: 'Use first(): it stores which side won.' },
        { object: 'Math', property: 'random', message: 'A story is the same at every walk.' },
      ],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: '@temporalio/workflow', importNames: ['sleep', 'condition'], message: 'Use wait(): it stores its moment.' }] },
      ],
    },
  },
  { files: ['workflows/kit/*.ts', 'libs/domain/clock.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['libs/config/**', '**/*.mjs', 'jest.config.js', 'test/structure/tool.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: ['apps/console/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error', // the others of their set ask what the React Compiler could do, which is not used here; they took half the time of all linting
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', 'libs/testing/**', 'libs/temporal/trials/**', 'test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.{js,mjs,cjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['process', 'console', 'URL', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Buffer', 'fetch', 'module'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
);
