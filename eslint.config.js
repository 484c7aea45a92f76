import officeAddins from 'eslint-plugin-office-addins';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/**', 'coverage/**', '.serverless/**', '.esbuild/**', '**/*.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['{shared,addin,functions,test}/**/*.{ts,tsx}', '*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    // The preview's host is the other side of the client library: what looks like a proxy object there is a plain one.
    ignores: ['addin/preview/host/**'],
    plugins: { 'office-addins': officeAddins },
    rules: {
      'office-addins/call-sync-after-load': 'error',
      'office-addins/call-sync-before-read': 'error',
      'office-addins/load-object-before-read': 'error',
      'office-addins/no-context-sync-in-loop': 'error',
      'office-addins/no-empty-load': 'error',
      'office-addins/no-navigational-load': 'error',
      'office-addins/no-office-initialize': 'error',
      'office-addins/test-for-null-using-isNullObject': 'error',
    },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    ignores: ['addin/workbook/**', 'addin/preview/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Excel', message: 'Only addin/workbook talks to Excel: ask it through a port that app.ts passes in.' },
      ],
    },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    ignores: ['addin/preview/**'],
    rules: {
      // Inside Office these throw, and history.pushState is null.
      'no-restricted-properties': [
        'error',
        { object: 'window', property: 'alert' },
        { object: 'window', property: 'confirm' },
        { object: 'window', property: 'prompt' },
        { object: 'history', property: 'pushState' },
        { object: 'history', property: 'replaceState' },
      ],
    },
  },
);
