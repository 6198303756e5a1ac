/**
 * `npm run bench`: builds, then measures (bench/main.ts). Arguments narrow it: `npm run bench -- accept mongo` runs the
 * measurement "accept" on MongoDB only.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

process.exitCode =
  run(join('scripts', 'build.mjs'), '--if-stale') ||
  run('--import', 'tsx', join('bench', 'main.ts'), ...process.argv.slice(2));
