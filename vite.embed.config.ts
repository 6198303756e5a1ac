/**
 * Builds what a shop loads, `/embed/parley-chat.js`: one file under a name that does not change, with all it needs, so
 * that no deployment leaves a shop's page with halves that do not fit. A plain script on purpose: it works with and
 * without `type="module"` (docs/decisions/0011-a-transport-of-our-own.md).
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const pages = fileURLToPath(new URL('./src/pages/', import.meta.url));

export default defineConfig({
  root: pages,
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('./dist/pages/embed/', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome111', 'safari16.4', 'firefox115'],
    reportCompressedSize: false,
    lib: {
      entry: `${pages}embed/parley-chat.ts`,
      formats: ['iife'],
      name: 'parley',
      fileName: () => 'parley-chat.js',
    },
  },
});
