/**
 * `npm run stress -- <leg or file> [times]`: the same tests again and again beside two endless loops on the same two
 * cores, as on a machine that is busy with something else. A file runs in every leg it belongs to.
 *
 *   npm run stress -- browser                                 the leg, 5 times
 *   npm run stress -- test/browser/three.browser.test.ts 50   the file, 50 times
 *
 * Every run has a seed of its own. A failed run prints its seed and what it printed; the end is a table of how often
 * what ran and failed. `taskset`, where it is there, keeps loops and tests on the same two cores of a larger machine.
 */
import { spawn, spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { build, isFile, legNames, legsOf, planLegs, runLeg } from './test/legs.mjs';
import { quickFolder } from './test/quick-folder.mjs';
import { printLegs, printTotals } from './test/report.mjs';

const LOOPS = 2;
const [what = '', times = '5'] = process.argv.slice(2);

function startLoops() {
  if (cpus().length > LOOPS) spawnSync('taskset', ['-cp', '0,1', String(process.pid)]);
  const loops = Array.from({ length: LOOPS }, () => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  const stop = () => {
    for (const loop of loops) loop.kill('SIGKILL');
  };
  process.once('exit', stop);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  return stop;
}

/** Runs a leg so many times; answers one row for all of them. */
async function repeat(leg, filters, folder) {
  const sum = { name: [leg.name, ...filters].join(' '), runs: 0, passed: 0, failed: 0, skipped: 0, seconds: 0 };
  let failedRuns = 0;
  for (let count = 1; count <= Number(times); count += 1) {
    const seed = String((Date.now() + count * 7919) % 1_000_000_000);
    const row = await runLeg(leg, { filters, folder, held: true, env: { PARLEY_TEST_SEED: seed } });
    for (const key of ['passed', 'failed', 'skipped', 'seconds']) sum[key] += row[key];
    if (row.failed) {
      failedRuns += 1;
      console.log(`\n── failed: ${sum.name}, run ${count}, PARLEY_TEST_SEED=${seed}\n${row.output}`);
    }
    console.log(`${sum.name}: run ${count} of ${times}, ${Math.round(row.seconds)} s, ${row.failed} failed`);
  }
  return { ...sum, result: failedRuns ? 'failed' : 'ran', why: `${times} runs, ${failedRuns} failed` };
}

async function main() {
  const { legs, stop } = await planLegs();
  const chosen = isFile(what) ? legsOf(legs, what) : legs.filter(({ name }) => what && name.startsWith(what));
  const missing = chosen.filter(({ why }) => why);
  for (const { name, why } of missing) console.error(`stress: ${name} cannot run here: ${why}`);
  const runnable = chosen.filter(({ why }) => !why);
  if (runnable.length === 0 || !(Number(times) >= 1)) {
    console.error(
      `stress: takes a leg (${legNames.join(', ')}) or a test file, and how often; got "${what}" "${times}"`,
    );
    return 1;
  }
  if (!(await build())) return 1;
  const folder = quickFolder();
  const quiet = startLoops();
  try {
    const rows = [];
    for (const leg of runnable) rows.push(await repeat(leg, isFile(what) ? [what] : [], folder));
    printLegs(rows);
    printTotals(rows);
    return rows.some(({ failed }) => failed) ? 1 : 0;
  } finally {
    quiet();
    await stop();
  }
}

process.exitCode = await main();
