/**
 * The legs of `npm test`: which rooms of test/ run, on which storage, and what they need. A room is a project of
 * vitest.config.ts. This table says which tests run where; nothing is found by looking into files.
 *
 * | room     | SQLite | MongoDB |
 * | -------- | ------ | ------- |
 * | service  | yes    |         | one storage is enough: shapes, words, access
 * | contract | yes    | yes     | what must hold on every storage
 * | mongo    |        | yes     | what becomes of its calls when it is away
 * | kill     | yes    | yes     |
 * | cluster  |        | yes     | several instances: needs Redis and nginx too
 * | browser  | yes    |         | needs Chromium
 * | alone    | yes    |         | figures are judged, so nothing else runs; some need Chromium
 */
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findMongo } from './mongo.mjs';
import { findChromium, findProgram } from './programs.mjs';
import { root, run } from './run.mjs';

/** `lane`: legs of one lane run in turn, lanes side by side; see test.mjs. None: alone, when all others have ended. */
const LEGS = [
  { name: 'unit', rooms: ['unit'], lane: 1 },
  { name: 'service sqlite', rooms: ['service', 'contract'], storage: 'sqlite', built: true, lane: 1 },
  { name: 'service mongo', rooms: ['contract', 'mongo'], storage: 'mongo', built: true, lane: 1 },
  { name: 'kill sqlite', rooms: ['kill'], storage: 'sqlite', built: true, lane: 2 },
  { name: 'cluster', rooms: ['cluster'], storage: 'mongo', built: true, redis: true, nginx: true, lane: 2 },
  { name: 'kill mongo', rooms: ['kill'], storage: 'mongo', built: true, lane: 3 },
  { name: 'browser', rooms: ['browser'], storage: 'sqlite', built: true, chromium: true, lane: 3 },
  { name: 'alone', rooms: ['alone'], storage: 'sqlite', built: true, chromiumInPart: true },
];

export const legNames = LEGS.map(({ name }) => name);

/**
 * Finds what this machine has, once → the legs with `env`, `why` where one cannot run, `note` where a part of it cannot;
 * and `stop`.
 */
export async function planLegs() {
  const [mongo, chromium] = [await findMongo(), findChromium()];
  const redis = findProgram('redis-server', 'redis-server');
  const nginx = findProgram('nginx', 'nginx-light');
  const legs = LEGS.map((leg) => {
    const needed = [leg.storage === 'mongo' && mongo, leg.chromium && chromium, leg.redis && redis, leg.nginx && nginx];
    const lacking = needed.flatMap((found) => (found?.why ? [found.why] : []));
    return {
      ...leg,
      why: lacking.length > 0 ? lacking.join('; ') : undefined,
      note: leg.chromiumInPart ? chromium.why : undefined,
      env: {
        ...(leg.storage ? { PARLEY_TEST_STORES: leg.storage } : {}),
        ...(leg.storage === 'mongo' && mongo.url ? { PARLEY_TEST_MONGO_URL: mongo.url } : {}),
        ...(leg.redis && redis.path ? { REDIS_SERVER_PATH: redis.path } : {}),
        ...(leg.nginx && nginx.path ? { NGINX_PATH: nginx.path } : {}),
      },
    };
  });
  return { legs, stop: async () => mongo.stop?.() };
}

/** The legs in which a test file runs: those whose rooms hold it. */
export function legsOf(legs, file) {
  const room = relative(join(root, 'test'), join(root, file)).split('/', 1)[0];
  return legs.filter(({ rooms }) => rooms.includes(room));
}
export const isFile = (path) => existsSync(join(root, path)) && statSync(join(root, path)).isFile();

/** Builds what `built` legs run. Answers whether it is there. */
export const build = async () => (await run('scripts/build.mjs', ['--if-stale'], process.env)).code === 0;

/**
 * Runs one leg, or only files whose path contains one of `filters` → its row; see report.mjs. What it writes is in `folder`.
 */
export async function runLeg(leg, { filters = [], folder, held = false, env = {} }) {
  const report = join(folder, `${leg.name.replace(' ', '-')}.json`);
  rmSync(report, { force: true });
  const projects = leg.rooms.flatMap((room) => ['--project', room]);
  const args = ['run', ...projects, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const startedAt = Date.now();
  const { code, output } = await run(
    'node_modules/vitest/vitest.mjs',
    [...args, `--outputFile.json=${report}`, ...filters],
    { ...process.env, TMPDIR: folder, ...leg.env, ...env },
    held,
  );
  const seconds = (Date.now() - startedAt) / 1000;
  const totals = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = totals;
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return {
    name: leg.name,
    result: failed ? 'failed' : 'ran',
    passed: numPassedTests,
    failed,
    skipped: numPendingTests + numTodoTests,
    seconds,
    why: failed && !numFailedTests ? 'vitest failed outside of any test, see above' : (leg.note ?? ''),
    output,
    files: testResults.map(({ name, startTime, endTime }) => ({
      leg: leg.name,
      path: relative(root, name),
      seconds: (endTime - startTime) / 1000,
    })),
  };
}
