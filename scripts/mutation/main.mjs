/**
 * `npm run mutation -- [how many | all] [path]`: changes the domain in one small place, runs the domain's tests, and says
 * whether they noticed; again and again. Not part of `npm test`: it takes about half an hour.
 *
 *   npm run mutation                             200 of all mutants, chosen by PARLEY_TEST_SEED
 *   npm run mutation -- all src/domain/offers    every mutant of the files whose path begins so
 *
 * A survivor is a change that no test notices. Those that change nothing anyone could see are explained in
 * `explained.json`; 90 % of the others must be noticed, and an explanation that fits no mutant is an error.
 */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createVitest } from 'vitest/node';
import { mutantsOf } from './mutants.mjs';

const ENOUGH = 0.9;
/** After so many changes the tests are seen to pass without one. */
const CONTROL_EVERY = 20;
/** The tests take a few seconds; a change that makes one run for ever is noticed. */
const TOO_LONG_MS = 90_000;
const TESTS = ['test/unit/domain/**/*.test.ts', 'test/unit/{calendar,durations,markets,policy,stored-event}*.test.ts'];
const explained = JSON.parse(readFileSync(new URL('explained.json', import.meta.url), 'utf8'));

const [howMany = '200', path = 'src/domain'] = process.argv.slice(2);
process.env.PARLEY_TEST_SEED ??= String(Date.now() % 1_000_000_000);

function everyMutant() {
  const files = readdirSync('src/domain', { recursive: true }).filter((name) => name.endsWith('.ts'));
  return files
    .map((name) => `src/domain/${name}`)
    .sort()
    .flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
}

/** So many of them, the same for the same seed (the mulberry32 of test/support/random.ts). */
function chosen(mutants) {
  if (howMany === 'all') return mutants;
  let state = Number(process.env.PARLEY_TEST_SEED) | 0;
  const chance = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return mutants
    .map((mutant) => ({ mutant, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, Number(howMany))
    .map(({ mutant }) => mutant);
}

/** The line of the file as the mutant leaves it; what an explanation names. */
const changedLine = ({ source, line }) => source.split('\n')[line - 1].trim();
const isExplained = (mutant) =>
  explained.some(({ file, line }) => file === mutant.file && line === changedLine(mutant));

/** Whether the tests fail with this change; with none, whether they fail at all. */
async function notice(mutant) {
  const mutated = {
    name: 'mutated',
    enforce: 'pre',
    load: (id) => (mutant && id.split('?')[0] === resolve(mutant.file) ? mutant.source : undefined),
  };
  // Anew for each: its workers outlive a run, and would go on with what they loaded before.
  const vitest = await createVitest(
    'test',
    {
      config: false,
      watch: false,
      include: TESTS,
      setupFiles: ['test/support/setup.ts'],
      pool: 'forks',
      isolate: false,
      maxWorkers: 2,
      testTimeout: TOO_LONG_MS,
      bail: 1,
      reporters: [{}],
      silent: true,
    },
    { plugins: [mutated] },
  );
  try {
    const all = await vitest.globTestSpecifications();
    const isSlow = ({ moduleId }) => moduleId.includes('properties');
    // Most changes are noticed by an example; properties are asked where none did.
    for (const round of [all.filter((one) => !isSlow(one)), all.filter(isSlow)]) {
      if (await fails(vitest, round)) return true;
    }
    return false;
  } finally {
    await vitest.close();
  }
}

async function fails(vitest, specifications) {
  const killer = setTimeout(() => spawnSync('pkill', ['-9', '-P', String(process.pid)]), TOO_LONG_MS);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  clearTimeout(killer);
  return unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
}

function report(tried) {
  const survivors = tried.filter(({ noticed }) => !noticed);
  const open = survivors.filter(({ mutant }) => !isExplained(mutant));
  const counted = tried.length - (survivors.length - open.length);
  const share = counted === 0 ? 1 : (counted - open.length) / counted;
  console.log(`\nPARLEY_TEST_SEED=${process.env.PARLEY_TEST_SEED}`);
  console.log(
    `${tried.length} tried, ${tried.length - survivors.length} noticed, ${survivors.length - open.length} explained, ` +
      `${open.length} not noticed: ${(share * 100).toFixed(1)} %`,
  );
  return share >= ENOUGH;
}

/** Whatever the tests said before may have had nothing to do with the changes. */
function failsUnchanged() {
  console.error('mutation: the tests fail without any change.');
  return 1;
}

async function main() {
  const all = everyMutant();
  const stale = explained.filter(
    ({ file, line }) => !all.some((one) => one.file === file && changedLine(one) === line),
  );
  for (const { file, line } of stale)
    console.error(`mutation: explained.json has ${file}: ${line}, which is no mutant.`);
  const mutants = chosen(all.filter(({ file }) => file.startsWith(path)));
  if (stale.length > 0 || mutants.length === 0) {
    if (mutants.length === 0) console.error(`mutation: nothing to change in "${path}".`);
    return 1;
  }
  if (await notice(null)) return failsUnchanged();
  const tried = [];
  for (const mutant of mutants) {
    const noticed = await notice(mutant);
    tried.push({ mutant, noticed });
    if (!noticed)
      console.log(
        `${isExplained(mutant) ? 'explained' : 'SURVIVED'} ${mutant.file}:${mutant.line} ${changedLine(mutant)}`,
      );
    if (tried.length % CONTROL_EVERY > 0) continue;
    console.log(`${tried.length} of ${mutants.length} tried`);
    if (await notice(null)) return failsUnchanged();
  }
  if (await notice(null)) return failsUnchanged();
  return report(tried) ? 0 : 1;
}

process.exitCode = await main();
