/** The document that is served, read by a public linter: Redocly's recommended rules, warnings included. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import { startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

async function findingsIn(document: unknown): Promise<string[]> {
  const problems = await lintFromString({
    source: JSON.stringify(document),
    absoluteRef: '/openapi.json',
    config: await createConfig({ extends: ['recommended'] }),
  });
  return problems.map(
    ({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`,
  );
}

it.each([
  ['a public address', 'https://parley.shop.test'],
  ['no address', null],
])('with %s, it passes the recommended rules without an error or a warning', async (_, publicUrl) => {
  const { store, cleanup } = await sqliteStore();
  const api = await startApi(store, { publicUrl });
  try {
    const { body } = await api.get('/openapi.json', {});
    expect(await findingsIn(body)).toEqual([]);
  } finally {
    await api.close();
    await cleanup();
  }
});

it('the linter finds what is wrong: a document without a licence, and an operation without an error', async () => {
  const findings = await findingsIn({
    openapi: '3.1.0',
    info: { title: 'Parley', version: '1' },
    servers: [{ url: '/' }],
    paths: { '/x': { get: { operationId: 'x', summary: 'X', responses: { 200: { description: 'ok' } } } } },
  });
  expect(findings.join('\n')).toMatch(/info-license/u);
  expect(findings.join('\n')).toMatch(/operation-4xx-response/u);
});
