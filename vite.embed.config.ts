/**
 * Builds what a shop loads, `/embed/parley-chat.js`: one file under a name that does not change, with all it needs, so
 * that no deployment leaves a shop's page with halves that do not fit. A plain script on purpose: it works with and
 * without `type="module"` (docs/decisions/0011-a-transport-of-our-own.md).
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { thinStyles } from './vite.thin-styles.ts';

/** The made-up languages are for whoever looks whether words fit (src/i18n/pseudo.ts): a shop's visitors load none of them. */
const withoutPseudoLocales = {
  name: 'without-pseudo-locales',
  load: {
    filter: { id: /\/i18n\/pseudo\.ts$/u },
    handler: () => 'export const pseudoStrings = (english) => english;',
  },
};

const pages = fileURLToPath(new URL('./src/pages/', import.meta.url));

export default defineConfig({
  root: pages,
  plugins: [thinStyles(), withoutPseudoLocales],
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
