import { defineConfig } from 'vitest/config';
import { customFunctionsMetadata } from './addin/build/custom-functions-metadata.ts';
import { peelFormulas } from './addin/build/peel-formulas.ts';

export default defineConfig({
  plugins: [customFunctionsMetadata(peelFormulas)],
  test: {
    // Two cores are what continuous integration has.
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'addin/**/*.{ts,tsx}', 'functions/**/*.ts'],
      exclude: ['addin/build/**', '**/*.d.ts'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: 'coverage',
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // properties of thousands of runs take their time on a busy machine
          testTimeout: 30_000,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.contract.test.{ts,tsx}'],
          testTimeout: 60_000,
          benchmark: { include: [] },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.test.ts'],
          globalSetup: ['test/support/browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          benchmark: { include: [] },
        },
      },
      // Run by `npm run bench` only: no test belongs to it.
      {
        extends: true,
        test: {
          name: 'bench',
          include: [],
          benchmark: { include: ['test/bench/**/*.bench.ts'] },
          fileParallelism: false,
        },
      },
    ],
  },
});
