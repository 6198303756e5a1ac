/** The document that is served, read by a public linter: Redocly's recommended rules, warnings included. */
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/http/openapi-document.ts';
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

async function served(publicUrl: string | null): Promise<OpenApiDocument> {
  const { store, cleanup } = await sqliteStore();
  const api = await startApi(store, { publicUrl });
  try {
    return (await api.get<OpenApiDocument>('/openapi.json', {})).body;
  } finally {
    await api.close();
    await cleanup();
  }
}

it('passes the recommended rules without an error or a warning, with a public address and with none', async () => {
  const [document, unnamed] = [await served('https://parley.shop.test'), await served(null)];
  expect(await findingsIn(document)).toEqual([]);
  // They differ in where the service is, and nowhere else: so the rest is read once.
  expect(unnamed).toEqual({ ...document, servers: unnamed.servers });
  const { openapi, info, servers } = unnamed;
  const responses = { 200: { description: 'ok' }, 400: { description: 'not ok' } };
  const paths = { '/x': { get: { operationId: 'x', summary: 'X', security: [], responses } } };
  expect(await findingsIn({ openapi, info, servers, paths })).toEqual([]);
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
