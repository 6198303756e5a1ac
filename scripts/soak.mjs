/**
 * `npm run soak -- <what> [count]`: a test of the gate with many more rounds than the gate has time for.
 *
 *   npm run soak -- cuts       MongoDB cut off 50 times
 *   npm run soak -- cuts 200   200 times
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, planLegs, runLeg } from './test/legs.mjs';
import { printLegs } from './test/report.mjs';

/** The leg and file of each, and the variable that says how many rounds. */
const SOAKS = {
  cuts: { leg: 'service mongo', file: 'test/contract/cuts.test.ts', variable: 'PARLEY_SOAK_CUTS', rounds: 50 },
};

const [what = '', count] = process.argv.slice(2);

async function main() {
  const soak = Object.hasOwn(SOAKS, what) ? SOAKS[what] : undefined;
  if (!soak) {
    console.error(`soak: takes one of ${Object.keys(SOAKS).join(', ')}, and how many rounds; got "${what}"`);
    return 1;
  }
  const { legs, stop } = await planLegs();
  const leg = legs.find(({ name }) => name === soak.leg);
  if (leg.why || !(await build())) {
    console.error(`soak: ${what} cannot run here: ${leg.why ?? 'the build failed'}`);
    await stop();
    return 1;
  }
  const folder = mkdtempSync(join(tmpdir(), 'parley-soak-'));
  try {
    const env = { [soak.variable]: count ?? String(soak.rounds) };
    const row = await runLeg(leg, { filters: [soak.file], report: join(folder, 'report.json'), env });
    printLegs([row]);
    return row.failed ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await stop();
  }
}

process.exitCode = await main();
