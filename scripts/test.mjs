/**
 * `npm test`: builds, then runs every leg this machine can run, and says which it could not and why.
 *
 *   npm test                    every leg
 *   npm test -- kill            legs whose name begins with "kill"
 *   npm test -- unit deadlines  and in them only files whose path contains "deadlines"
 *
 * A leg is one vitest run with the storage it is about (PARLEY_TEST_STORES). What a leg needs:
 * - MongoDB: PARLEY_TEST_MONGO_URL, or a server on 127.0.0.1:27017, or PARLEY_TEST_MONGO_DOWNLOAD=1, which downloads one;
 * - Chromium: CHROMIUM_PATH, or a browser on the PATH under one of its usual names.
 * With CI=true a leg that cannot run is a failure. The last line is `N passed, N failed, N skipped`, summed over the
 * legs from vitest's JSON reports; a leg that did not run counts as one.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const strict = process.env.CI === 'true';
const [legFilter = '', ...vitestArgs] = process.argv.slice(2);

const listens = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    socket.once('connect', () => resolve(true));
    for (const event of ['error', 'timeout']) socket.once(event, () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

const nothing = async () => {};

/** → `{ url, stop }`, or `{ why }` where no MongoDB can be had. */
async function findMongo() {
  if (process.env.PARLEY_TEST_MONGO_URL) return { url: process.env.PARLEY_TEST_MONGO_URL, stop: nothing };
  if (await listens('127.0.0.1', 27017)) return { url: 'mongodb://127.0.0.1:27017', stop: nothing };
  if (process.env.PARLEY_TEST_MONGO_DOWNLOAD === '1') {
    const { MongoMemoryServer } = await import('mongodb-memory-server-core');
    const server = await MongoMemoryServer.create();
    return { url: server.getUri().replace(/\/$/u, ''), stop: () => server.stop() };
  }
  return { why: 'no MongoDB: set PARLEY_TEST_MONGO_URL, or PARLEY_TEST_MONGO_DOWNLOAD=1 to download one' };
}

/** → `{ path }` of a browser, or `{ why }`. */
function findChromium() {
  if (process.env.CHROMIUM_PATH) return { path: process.env.CHROMIUM_PATH };
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) return { path: found };
  }
  return { why: 'no Chromium: install it, or set CHROMIUM_PATH' };
}

/**
 * The service tests that belong to MongoDB: its own, and those that loop over the storages. The other leg runs all but
 * MongoDB's own, so that nothing runs twice.
 */
const onlyForMongo = (path) => path.endsWith('-mongo.test.ts');
const serviceTestsForMongo = () =>
  readdirSync(join(root, 'test/service'))
    .map((name) => `test/service/${name}`)
    .filter((path) => path.endsWith('.test.ts') && vitestArgs.every((arg) => path.includes(arg)))
    .filter(
      (path) => onlyForMongo(path) || /storeLegs\(|onEveryStorage\(/u.test(readFileSync(join(root, path), 'utf8')),
    );

/** Every leg: its vitest project and arguments, what it adds to the environment, and why it cannot run (if so). */
function planLegs(mongo, chromium) {
  const onSqlite = { PARLEY_TEST_STORES: 'sqlite' };
  const onMongo = { PARLEY_TEST_STORES: 'mongo', PARLEY_TEST_MONGO_URL: mongo.url };
  const exceptMongo = ['--exclude', '**/*-mongo.test.ts', ...vitestArgs];
  const forMongo = serviceTestsForMongo();
  return [
    { name: 'unit', project: 'unit', args: vitestArgs, env: {} },
    { name: 'service sqlite', project: 'service', args: exceptMongo, env: onSqlite },
    { name: 'service mongo', project: 'service', args: forMongo, env: onMongo, why: mongo.why },
    { name: 'kill sqlite', project: 'kill', args: vitestArgs, env: onSqlite },
    { name: 'kill mongo', project: 'kill', args: vitestArgs, env: onMongo, why: mongo.why },
    {
      name: 'browser',
      project: 'browser',
      // Chromium shares the machine with the service it looks at. What passes only at its second try is marked so.
      args: ['--retry=1', ...vitestArgs],
      env: { ...onSqlite, CHROMIUM_PATH: chromium.path },
      why: chromium.why,
    },
  ]
    .filter((leg) => leg.name.startsWith(legFilter))
    .filter((leg) => leg.args !== forMongo || forMongo.length > 0);
}

/** Legs that mostly wait (for restarts, for claims to lapse) run side by side, the others one after the other. */
function inGroups(legs) {
  const waiting = legs.filter((leg) => leg.project === 'kill');
  const busy = legs.filter((leg) => leg.project !== 'kill').map((leg) => [leg]);
  return waiting.length > 0 ? [...busy, waiting] : busy;
}

/** Runs a script of Node's → its exit code. What it prints is shown at once, or whole at its end (`held`). */
const run = (script, args, env, held = false) =>
  new Promise((resolve) => {
    const stdio = held ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'];
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio, env });
    const chunks = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.once('close', (code) => {
      process.stdout.write(Buffer.concat(chunks));
      resolve(code ?? 1);
    });
  });

/** Runs one leg → its row of the table. `held`: others run beside it, so it prints at its end. */
async function runLeg(leg, reports, held) {
  if (leg.why) {
    const failed = strict ? 1 : 0;
    return { ...leg, result: strict ? 'failed' : 'skipped', passed: 0, failed, skipped: 1 - failed, seconds: 0 };
  }
  console.log(`\n── ${leg.name}${held ? ' (printed when it ends)' : ''}`);
  const report = join(reports, `${leg.name.replace(' ', '-')}.json`);
  const startedAt = Date.now();
  const args = [
    'run',
    '--project',
    leg.project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  const env = { ...process.env, ...leg.env };
  const code = await run(join(root, 'node_modules/vitest/vitest.mjs'), [...args, ...leg.args], env, held);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  const totals = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {};
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = totals;
  // A file that does not load, or an error outside any test, fails the run without failing a test.
  const failed = code !== 0 ? Math.max(1, numFailedTests) : numFailedTests;
  const skipped = numPendingTests + numTodoTests;
  const why = failed && !numFailedTests ? 'vitest failed outside of any test, see above' : '';
  return { ...leg, result: failed ? 'failed' : 'ran', passed: numPassedTests, failed, skipped, seconds, why };
}

function printTable(rows) {
  const cells = rows.map((row) => [
    row.name,
    row.result,
    row.seconds ? `${row.passed} passed, ${row.failed} failed, ${row.skipped} skipped` : '',
    `${row.seconds} s`,
    row.why ?? '',
  ]);
  const table = [['leg', 'result', 'tests', 'time', 'why'], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((line) => line[column].length)));
  console.log('');
  for (const line of table)
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

async function main() {
  const mongo = await findMongo();
  const legs = planLegs(mongo, findChromium());
  if (legs.length === 0) {
    console.error(`test: no leg begins with "${legFilter}"; legs are unit, service, kill and browser.`);
    return 1;
  }
  const builds = legs.some((leg) => leg.project !== 'unit');
  if (builds && (await run(join(root, 'scripts/build.mjs'), ['--if-stale'], process.env)) !== 0) {
    console.error('test: the build failed, so nothing was tested.\n0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const reports = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const rows = [];
  try {
    for (const group of inGroups(legs)) {
      rows.push(...(await Promise.all(group.map((leg) => runLeg(leg, reports, group.length > 1)))));
    }
  } finally {
    rmSync(reports, { recursive: true, force: true });
    await mongo.stop?.();
  }
  printTable(rows);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main();
