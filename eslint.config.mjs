import js from '@eslint/js';
import ts from 'typescript-eslint';
import { configs as lit } from 'eslint-plugin-lit';
import { noFixedSleeps } from './lint/no-fixed-sleeps.mjs';
import { noPrivateWords } from './lint/no-private-words.mjs';
import { noWordsInElements } from './lint/no-words-in-elements.mjs';
import { scopedLifetimes } from './lint/scoped-lifetimes.mjs';

export default ts.config(
  { ignores: ['dist', '.cache', 'site', 'coverage', 'models/training', 'test/results'] },
  js.configs.recommended,
  ...ts.configs.strict,
  lit['flat/recommended'],
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    ignores: ['test/lint/private-words.test.mjs'],
    plugins: { prose: { rules: { 'no-private-words': noPrivateWords } } },
    rules: { 'prose/no-private-words': 'error' },
  },
  {
    files: ['**/*.ts'],
    rules: {
      // NodeNext resolution would report this too, but the declarations of @webaudiomodules/sdk do not resolve under it.
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(ImportDeclaration, ImportExpression, ExportNamedDeclaration, ExportAllDeclaration) > Literal.source[value=/^\\.{1,2}\\u002F(?!.*\\.(js|mjs|cjs|json)$)/]',
          message: 'Write the file ending of a relative import, as browsers and Node resolve it: .js for a .ts file.',
        },
      ],
    },
  },
  {
    // AssemblyScript adds the file endings.
    files: ['src/model/fused/assembly/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['src/**', 'worklets/**', 'demo/**'],
    rules: {
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['lit/directives/unsafe-*'], message: 'Names out of a model are text, never markup.' }] },
      ],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe'].map((property) => ({
          property,
          message: 'Names out of a model are text, never markup.',
        })),
      ],
    },
  },
  {
    files: ['src/{features,containers,model,descriptors,decisions,structure,engine,formats,evaluation}/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          ...['window', 'document', 'self', 'postMessage', 'navigator', 'localStorage', 'AudioContext'],
          ...['process', 'Buffer'],
        ].map((name) => ({
          name,
          message: 'Pure code runs in the page, the worker, the tests and Node alike.',
        })),
      ],
    },
  },
  {
    files: ['src/elements/**/*.ts', 'src/wam/gui/**/*.ts'],
    ignores: ['src/elements/words/**', 'src/wam/gui/words/**'],
    plugins: { pinna: { rules: { 'no-words-in-elements': noWordsInElements } } },
    rules: { 'pinna/no-words-in-elements': 'error' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/lifetime/**'],
    plugins: { lifetimes: { rules: { scoped: scopedLifetimes } } },
    rules: { 'lifetimes/scoped': 'error' },
  },
  {
    files: ['test/**'],
    // These two poll on behalf of all tests.
    ignores: ['test/browser/until.ts', 'test/harness/until.mjs'],
    plugins: { tests: { rules: { 'no-fixed-sleeps': noFixedSleeps } } },
    rules: { 'tests/no-fixed-sleeps': 'error' },
  },
  {
    files: ['src/cli/**', 'build/*.mjs', 'demo/**/*.mjs', 'lint/*.mjs', 'test/**', '*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        performance: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
      },
    },
    rules: { 'no-console': 'off', '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
