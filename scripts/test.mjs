/**
 * `npm test`: builds, then runs every leg this machine can run, and says which it could not and why.
 *
 *   npm test                    every leg
 *   npm test -- kill            legs whose name begins with "kill"
 *   npm test -- unit deadlines  and in them only files whose path contains "deadlines"
 *
 * Legs are declared in test/legs.mjs, what they need is found by test/mongo.mjs and test/programs.mjs. All chance in the
 * tests comes from one seed, which is printed; PARLEY_TEST_SEED takes it back. With CI=true a leg that cannot run is a
 * failure. The last line is `N passed, N failed, N skipped`, summed over the legs; a leg that did not run counts as one.
 */
import { build, legNames, planLegs, runLeg } from './test/legs.mjs';
import { quickFolder } from './test/quick-folder.mjs';
import { printLegs, printSlowest, printTotals } from './test/report.mjs';

const strict = process.env.CI === 'true';
const [legFilter = '', ...filters] = process.argv.slice(2);
process.env.PARLEY_TEST_SEED ??= String(Date.now() % 1_000_000_000);

/** The row of a leg that cannot run here. */
const absent = ({ name, why }) =>
  strict
    ? { name, why, result: 'failed', passed: 0, failed: 1, skipped: 0, seconds: 0 }
    : { name, why, result: 'skipped', passed: 0, failed: 0, skipped: 1, seconds: 0 };

/**
 * Lanes side by side, the legs of each in turn: those that mostly wait (for restarts, for leases to lapse) leave processors
 * to the others. The first lane is shown as it runs, the others leg by leg. What must be alone comes last.
 */
async function runAll(legs, runOne) {
  const inTurn = async (some, held = false) => {
    const rows = [];
    for (const leg of some) rows.push(await runOne(leg, held));
    return rows;
  };
  const lanes = [...new Set(legs.flatMap(({ lane }) => lane ?? []))];
  const rows = await Promise.all(
    lanes.map((lane, index) =>
      inTurn(
        legs.filter((leg) => leg.lane === lane),
        index > 0,
      ),
    ),
  );
  return [...rows.flat(), ...(await inTurn(legs.filter(({ lane }) => !lane)))];
}

async function main() {
  const wanted = legNames.filter((name) => name.startsWith(legFilter));
  if (wanted.length === 0) {
    console.error(`test: no leg begins with "${legFilter}"; legs are ${legNames.join(', ')}.`);
    return 1;
  }
  const { legs: all, stop } = await planLegs();
  const legs = all.filter(({ name }) => wanted.includes(name));
  if (legs.some((leg) => leg.built) && !(await build())) {
    console.error('test: the build failed, so nothing was tested.\n0 passed, 1 failed, 0 skipped');
    return 1;
  }
  const again = `PARLEY_TEST_SEED=${process.env.PARLEY_TEST_SEED}`;
  console.log(`test: chance comes from ${again}`);
  const folder = quickFolder();
  const runOne = async (leg, held) => {
    if (leg.why) return absent(leg);
    console.log(`\n── ${leg.name}${held ? ' (beside the others; printed when it ends)' : ''}`);
    const row = await runLeg(leg, { filters, folder, held });
    if (held) console.log(`\n── ${leg.name}\n${row.output}`);
    return row;
  };
  try {
    const rows = await runAll(legs, runOne);
    printSlowest(rows);
    printLegs(rows);
    const failed = rows.some((row) => row.failed > 0);
    if (failed) console.log(`\nto have the same chance again: ${again} npm test`);
    printTotals(rows);
    return failed ? 1 : 0;
  } finally {
    await stop();
  }
}

process.exitCode = await main();
