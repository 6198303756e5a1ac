/** `npm run gallery`: builds, then takes every page in every state (gallery/main.ts). */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

process.exitCode =
  run(join('scripts', 'build.mjs'), '--if-stale') ||
  run('--import', 'tsx', join('scripts', 'gallery', 'main.ts'), ...process.argv.slice(2));
