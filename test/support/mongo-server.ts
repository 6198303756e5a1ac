/**
 * The MongoDB server of the tests, or null: `PARLEY_TEST_MONGO_URL`. `npm test` finds one and sets it; whoever runs vitest
 * alone sets it to have MongoDB too.
 */
export const mongoServer: string | null = process.env.PARLEY_TEST_MONGO_URL ?? null;
