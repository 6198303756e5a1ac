/**
 * Builds `/embed/parley-photos.js`: what sends and enlarges photos, for chats that shops embed. A script of its own beside the
 * chat's, which asks for it when somebody first wants a photo; the pages have it among their assets.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { thinStyles } from './vite.thin-styles.ts';

const pages = fileURLToPath(new URL('./src/pages/', import.meta.url));

export default defineConfig({
  root: pages,
  plugins: [thinStyles()],
  publicDir: false,
  build: {
    outDir: fileURLToPath(new URL('./dist/pages/embed/', import.meta.url)),
    emptyOutDir: false,
    target: ['chrome111', 'safari16.4', 'firefox115'],
    reportCompressedSize: false,
    lib: {
      entry: `${pages}photos/define.ts`,
      formats: ['iife'],
      name: 'parleyPhotos',
      fileName: () => 'parley-photos.js',
    },
  },
});
