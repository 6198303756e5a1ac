/** The document that is served, read by a public linter: Redocly's recommended rules, warnings included. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

it('passes the recommended rules of Redocly without an error or a warning', async () => {
  const { store, cleanup } = await sqliteStore();
  const api = await startApi(store, { publicUrl: 'https://parley.shop.test' });
  try {
    const { body } = await api.get('/openapi.json', {});
    const problems = await lintFromString({
      source: JSON.stringify(body),
      absoluteRef: '/openapi.json',
      config: await createConfig({ extends: ['recommended'] }),
    });
    const lines = problems.map(
      ({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`,
    );
    expect(lines).toEqual([]);
  } finally {
    await api.close();
    await cleanup();
  }
});
