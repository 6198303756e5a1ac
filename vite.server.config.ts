/**
 * Builds the server, what reads its pictures, and the command line: each one file, what several or only some runs need
 * in chunks beside them, with the packages inside, since finding and reading a thousand small files is most of a start
 * (docs/decisions/0017-the-server-is-a-bundle.md).
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));

/** A native module, and what only drawing a document loads, which reads files beside itself. */
const FROM_NODE_MODULES = ['better-sqlite3', 'bwip-js', 'fontkit', 'pdfkit'];
const ENTRIES = ['src/main', 'src/cli/main', 'src/pictures/reader'];
/** Stays a file of its own, with its own name and exports: kill tests load theirs in its place (test/kill/dying). */
const STORAGE = 'src/storage/open';

export default defineConfig({
  root,
  publicDir: false,
  ssr: { noExternal: true, external: FROM_NODE_MODULES },
  build: {
    ssr: true,
    outDir: `${root}dist/`,
    emptyOutDir: false,
    target: 'node20.19',
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(ENTRIES.map((entry) => [entry, `${root}${entry}.ts`])),
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: ({ name }) => (name === STORAGE ? '[name].js' : 'src/chunks/[name]-[hash].js'),
        codeSplitting: { groups: [{ name: STORAGE, test: (id) => id === `${root}${STORAGE}.ts` }] },
        minifyInternalExports: false,
        sourcemapExcludeSources: true,
      },
    },
  },
});
