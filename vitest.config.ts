import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

// One seed for all chance in a run; printed by the runner, and by vitest itself where it runs alone.
process.env.PARLEY_TEST_SEED ??= String(Date.now() % 1_000_000_000);

interface Room {
  include: string[];
  testTimeout: number;
  globalSetup?: string;
  fileParallelism?: boolean;
}
const room = (name: string, test: Room): TestProjectInlineConfiguration => ({ extends: true, test: { name, ...test } });

/**
 * Projects, by what they need:
 *
 *   unit      nothing
 *   service   the embedded storage
 *   contract  a storage, and runs once for each: what must hold on every one (PARLEY_TEST_STORES)
 *   mongo     MongoDB: what becomes of its calls when it is away
 *   kill      a built server and a storage, and runs once for each
 *   cluster   Redis, nginx, MongoDB and a built server: several instances that are one service
 *   browser   a built server and Chromium
 *   alone     a machine that does nothing else: figures are judged
 *
 * scripts/test.mjs runs them leg by leg; `npx vitest run --project unit` runs one. Files share their worker's modules
 * (`isolate: false`): loading the service anew for each file took as long as all tests.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    isolate: false,
    hookTimeout: 180_000,
    maxWorkers: 2,
    setupFiles: ['test/support/setup.ts'],
    // Polling ends as soon as it holds, so a long limit costs only where something is wrong.
    expect: { poll: { timeout: 60_000, interval: 20 } },
    projects: [
      room('unit', { include: ['test/unit/**/*.test.ts'], testTimeout: 120_000 }),
      room('service', { include: ['test/service/**/*.test.ts'], testTimeout: 180_000 }),
      room('contract', {
        include: ['test/contract/**/*.test.ts'],
        testTimeout: 180_000,
        globalSetup: 'test/support/mongo-databases.ts',
      }),
      room('mongo', {
        include: ['test/mongo/**/*.test.ts'],
        testTimeout: 180_000,
        globalSetup: 'test/support/mongo-databases.ts',
      }),
      room('kill', {
        include: ['test/kill/**/*.test.ts'],
        testTimeout: 600_000,
      }),
      room('cluster', {
        include: ['test/cluster/**/*.test.ts'],
        testTimeout: 600_000,
        fileParallelism: false,
        globalSetup: 'test/support/mongo-databases.ts',
      }),
      room('browser', {
        include: ['test/browser/**/*.browser.test.ts'],
        testTimeout: 600_000,
        globalSetup: 'test/support/chromium.ts',
      }),
      room('alone', {
        include: ['test/alone/**/*.test.ts'],
        testTimeout: 600_000,
        fileParallelism: false,
        globalSetup: 'test/support/chromium.ts',
      }),
    ],
  },
});
