import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'public/',
      'project.inlang/.lix/',
      'src/ui/messages/',
      'test-results/',
      'screenshots/',
      'tests/fixtures/**/*.wasm',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    rules: { 'no-undef': 'off', '@typescript-eslint/no-non-null-assertion': 'error' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // The search is pure: it may know neither the page, nor TF.js, nor the clock, nor unseeded chance.
    files: ['src/search/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/search/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['@tensorflow/*', '@mlc-ai/*', 'svelte*', 'comlink', '**/workers/**', '**/ui/**'] },
      ],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random' }],
      'no-restricted-globals': ['error', 'performance', 'Date', 'window', 'document', 'self', 'navigator'],
    },
  },
  {
    // The page words what is told in its language, so it is made as a fact.
    files: ['src/search/**/*.ts', 'src/workers/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/search/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            ':matches(CallExpression[callee.property.name="notice"], CallExpression[callee.name="notice"], Property[key.name="notice"]) Property[key.name="message"] > :matches(Literal, TemplateLiteral, BinaryExpression).value',
          message: 'Say it as a fact of src/search/told.',
        },
        {
          // An error of these classes goes on to the page; others are bugs, which nobody words.
          selector:
            'NewExpression[callee.name=/^(ToldError|WorkerLost|ProposerUnavailable|ModelFault)$/] > :matches(Literal, TemplateLiteral, BinaryExpression).arguments',
          message: 'Say it as a fact of src/search/told.',
        },
        {
          // A fault of a model, of a training, of a program.
          selector:
            'ObjectExpression:has(> Property[key.name="kind"]) > Property[key.name="message"] > :matches(Literal, TemplateLiteral, BinaryExpression).value',
          message: 'Say it as a fact of src/search/told.',
        },
      ],
    },
  },
  {
    files: ['src/ui/**/*.{ts,svelte}'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            '@tensorflow/*',
            '@mlc-ai/*',
            'quickjs-emscripten*',
            '**/workers/trainer/**',
            '**/workers/llm/**',
            '**/workers/coder/**',
            '**/workers/sandbox/**',
          ],
        },
      ],
    },
  },
);
