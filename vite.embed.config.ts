/**
 * Builds what a shop loads, `/embed/parley-chat.js`: one file under a name that does not change, with all it needs, so
 * that no deployment leaves a shop's page with halves that do not fit. A plain script on purpose: it works with and
 * without `type="module"` (docs/decisions/0011-a-transport-of-our-own.md). Beside it lie the words of each language but
 * English, `words-th.json`, of which a visitor loads one.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { fil } from './src/i18n/pages/fil.ts';
import { id } from './src/i18n/pages/id.ts';
import { ms } from './src/i18n/pages/ms.ts';
import { th } from './src/i18n/pages/th.ts';
import { vi } from './src/i18n/pages/vi.ts';
import { thinStyles } from './vite.thin-styles.ts';

const pages = fileURLToPath(new URL('./src/pages/', import.meta.url));

const wordsBeside: Plugin = {
  name: 'words-beside',
  load: {
    filter: { id: /\/(?:i18n\/pages|pages\/photos)\/load\.ts$/u },
    handler: (id) =>
      id.endsWith('/pages/photos/load.ts')
        ? `export { loadPhotos } from '${pages}embed/load-photos.ts';`
        : `export { loadPageStrings } from '${pages}embed/load-words.ts';`,
  },
  generateBundle() {
    for (const [language, words] of Object.entries({ th, vi, id, ms, fil })) {
      this.emitFile({ type: 'asset', fileName: `words-${language}.json`, source: JSON.stringify(words) });
    }
  },
};

export default defineConfig({
  root: pages,
  plugins: [thinStyles(), wordsBeside],
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
