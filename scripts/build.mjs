/**
 * Builds the server and the pages into dist/. `npm start` and the tests run what is there, since Node 20 runs no
 * TypeScript (docs/decisions/0004-build-to-dist.md).
 *
 *   node scripts/build.mjs              builds
 *   node scripts/build.mjs --if-stale   builds only if an input is newer than the last build
 *
 * Two builds at once (a test beside `npm start`) take turns by a lock file that names its process; the one that waited
 * finds a fresh build and leaves it. Outputs are replaced in place, so a server that runs from dist/ goes on running.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const stamp = join(dist, '.built');
const embed = join(dist, 'pages', 'embed', 'parley-chat.js');
const lock = join(root, 'node_modules', '.parley-build');
/** The server, the pages, then what shops embed: the pages' build empties the folder that the last two build into. */
const VITE_CONFIGS = ['vite.server.config.ts', 'vite.config.ts', 'vite.embed.config.ts', 'vite.photos.config.ts'];
/** What integrators import, with its types. */
const CLIENT = 'packages/client';
const INPUTS = [
  'src',
  'bots',
  'stand-ins',
  'package-lock.json',
  'tsconfig.json',
  `${CLIENT}/src`,
  `${CLIENT}/tsconfig.json`,
  ...VITE_CONFIGS,
  'vite.thin-styles.ts',
  'scripts/build.mjs',
];
/** For so long a server may run on that was started from an earlier build, and load a chunk of it. */
const KEPT_MS = 24 * 3_600_000;

/** The latest change under a path, in milliseconds; folders count, so that a deleted file is noticed. */
function changedAt(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => changedAt(join(path, name))));
}

/** Deletes what earlier builds wrote and this one did not, once nobody runs from it any more. */
function removeLeftovers(folder, before) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeLeftovers(path, before);
    else if (statSync(path).mtimeMs < before) rmSync(path);
  }
  if (readdirSync(folder).length === 0) rmdirSync(folder);
}

const isStale = () =>
  !existsSync(stamp) ||
  !existsSync(embed) ||
  Math.max(...INPUTS.map((input) => changedAt(join(root, input)))) >= statSync(stamp).mtimeMs;

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Waits for its turn. A lock whose process is gone is taken over. */
async function takeLock() {
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    else await sleep(100);
  }
}

/** Runs a package's own command line, found as the package declares it. */
function run(name, ...args) {
  const require = createRequire(import.meta.url);
  const manifest = require.resolve(`${name}/package.json`);
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const script = join(dirname(manifest), typeof bin === 'string' ? bin : (bin[name] ?? bin.tsc));
  const { status } = spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`build: ${name} ${args.join(' ')} failed; nothing was marked as built.`);
    process.exitCode = 1;
    return false;
  }
  return true;
}

function build() {
  const startedAt = new Date();
  mkdirSync(dist, { recursive: true });
  if (!run('typescript', '-p', CLIENT)) return;
  for (const config of VITE_CONFIGS) if (!run('vite', 'build', '--config', config, '--logLevel', 'warn')) return;
  for (const folder of ['src', 'bots']) removeLeftovers(join(dist, folder), startedAt.getTime() - KEPT_MS);
  writeFileSync(stamp, '');
  // A file saved while the build ran must count as newer than the build.
  utimesSync(stamp, startedAt, startedAt);
  console.log(`build: done in ${((Date.now() - startedAt.getTime()) / 1000).toFixed(1)} s`);
}

const onlyIfStale = process.argv.includes('--if-stale');
if (!onlyIfStale || isStale()) {
  await takeLock();
  try {
    if (!onlyIfStale || isStale()) build();
  } finally {
    rmSync(lock, { force: true });
  }
}
