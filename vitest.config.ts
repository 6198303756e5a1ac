import { defineConfig } from 'vitest/config';

/**
 * Four projects, by what they need: unit (nothing), service (a storage), kill (a built server and a storage), browser
 * (a built server and Chromium). scripts/test.mjs runs them leg by leg; `npx vitest run --project unit` runs one.
 */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // Polling ends as soon as it holds, so a long limit costs only where something is wrong.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.ts'], testTimeout: 20_000 } },
      {
        extends: true,
        test: {
          name: 'service',
          include: ['test/service/**/*.test.ts', 'test/contract/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'kill',
          include: ['test/kill/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.browser.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
