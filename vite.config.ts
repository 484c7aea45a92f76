import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { customFunctionsMetadata } from './addin/build/custom-functions-metadata.ts';
import { peelFormulas } from './addin/build/peel-formulas.ts';

const addin = { folder: 'addin/taskpane', page: 'taskpane.html', outDir: 'dist/addin' };
const preview = { folder: 'addin/preview', page: 'index.html', outDir: 'dist/preview' };

/** Builds the add-in that ships, or with `--mode preview` the workbook in the browser. */
export default defineConfig(({ mode }) => {
  const target = mode === 'preview' ? preview : addin;
  const root = join(import.meta.dirname, target.folder);
  return {
    root,
    // Relative, so that the same files work under any origin and path that serves them.
    base: './',
    publicDir: join(import.meta.dirname, 'addin/assets'),
    plugins: [react(), customFunctionsMetadata(peelFormulas)],
    build: {
      outDir: join(import.meta.dirname, target.outDir),
      emptyOutDir: true,
      target: 'es2022',
      // Univer alone is several megabytes, and only the preview loads it.
      chunkSizeWarningLimit: 20_000,
      rolldownOptions: { input: join(root, target.page) },
    },
  };
});
