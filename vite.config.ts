/** Builds the pages: one HTML file each, hashed assets beside them, nothing inline, so a strict CSP can hold. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { thinStyles } from './vite.thin-styles.ts';

const pages = fileURLToPath(new URL('./src/pages/', import.meta.url));

export default defineConfig({
  root: pages,
  plugins: [thinStyles()],
  publicDir: `${pages}public`,
  build: {
    outDir: fileURLToPath(new URL('./dist/pages/', import.meta.url)),
    emptyOutDir: true,
    target: ['chrome111', 'safari16.4', 'firefox115'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      // Words that catalogues share go where they are said, so that a page loads those it says and no others.
      optimization: { inlineConst: { mode: 'all' } },
      input: ['index', 'chat', 'seller', 'demo', 'console'].map((page) => `${pages}${page}.html`),
    },
  },
});
