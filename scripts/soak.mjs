/**
 * `npm run soak -- <what> [count]`: a test of the gate with many more rounds than the gate has time for.
 *
 *   npm run soak -- cuts       MongoDB cut off 50 times
 *   npm run soak -- cuts 200   200 times
 *   npm run soak -- cluster    an instance of three killed 1,000 times
 */
import { build, planLegs, runLeg } from './test/legs.mjs';
import { quickFolder } from './test/quick-folder.mjs';
import { printLegs } from './test/report.mjs';

/** The leg and file of each, and the variable that says how many rounds. */
const SOAKS = {
  cuts: { leg: 'service mongo', file: 'test/mongo/cuts.test.ts', variable: 'PARLEY_SOAK_CUTS', rounds: 50 },
  cluster: { leg: 'cluster', file: 'test/cluster/kill.test.ts', variable: 'PARLEY_SOAK_KILLS', rounds: 1_000 },
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
  try {
    const env = { [soak.variable]: count ?? String(soak.rounds) };
    const row = await runLeg(leg, { filters: [soak.file], folder: quickFolder(), env });
    printLegs([row]);
    return row.failed ? 1 : 0;
  } finally {
    await stop();
  }
}

process.exitCode = await main();
