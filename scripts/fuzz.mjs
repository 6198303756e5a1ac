/**
 * `npm run fuzz [count]`: the fuzz tests of the gate with many more calls of each operation and event, on each storage.
 *
 *   npm run fuzz         1,000 of each
 *   npm run fuzz 20000   20,000 of each
 *
 * All chance comes from one seed, which is printed; PARLEY_TEST_SEED takes it back.
 */
import { planLegs, runLeg } from './test/legs.mjs';
import { quickFolder } from './test/quick-folder.mjs';
import { printLegs } from './test/report.mjs';

const LEGS = ['service sqlite', 'service mongo'];
const FILES = ['test/contract/fuzz-http.test.ts', 'test/contract/fuzz-live.test.ts'];

const [count = '1000'] = process.argv.slice(2);
process.env.PARLEY_TEST_SEED ??= String(Date.now() % 1_000_000_000);

async function main() {
  if (!/^[1-9]\d*$/u.test(count)) {
    console.error(`fuzz: takes how many calls of each operation to make; got "${count}"`);
    return 1;
  }
  const { legs: all, stop } = await planLegs();
  const legs = all.filter(({ name }) => LEGS.includes(name));
  for (const { name, why } of legs) if (why) console.log(`fuzz: ${name} cannot run here: ${why}`);
  console.log(`fuzz: ${count} of each; chance comes from PARLEY_TEST_SEED=${process.env.PARLEY_TEST_SEED}`);
  try {
    const rows = [];
    const folder = quickFolder();
    for (const leg of legs.filter(({ why }) => !why))
      rows.push(await runLeg(leg, { filters: FILES, folder, env: { PARLEY_FUZZ_CALLS: count } }));
    printLegs(rows);
    return rows.length === 0 || rows.some(({ failed }) => failed > 0) ? 1 : 0;
  } finally {
    await stop();
  }
}

process.exitCode = await main();
