/**
 * The examples of the OpenAPI document are what the service does: every operation is called with the example that the
 * document shows, and answers what the document shows.
 *
 * After a change that is meant, `RECORD_EXAMPLES=1 npx vitest run --project service test/service/openapi-examples.test.ts`
 * writes down the new answers.
 */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../src/contract/problem.ts';
import { WebhookBody } from '../../src/contract/webhook.ts';
import { RECORDED, type RecordedCall } from '../../src/http/examples/recorded.ts';
import type { OpenApiDocument, Operation } from '../../src/http/openapi-document.ts';
import { problemCodes } from '../../src/http/openapi-problems.ts';
import { type Api, startApi } from '../support/http.ts';
import { withStableNames } from '../support/openapi-names.ts';
import { collectProblems } from '../support/openapi-problems.ts';
import { tellStory } from '../support/openapi-story.ts';
import { sqliteStore } from '../support/stores.ts';

const FILE = fileURLToPath(new URL('../../src/http/examples/recorded.json', import.meta.url));
const BIOME = fileURLToPath(new URL('../../node_modules/.bin/biome', import.meta.url));

let api: Api;
let document: OpenApiDocument;
let told: typeof RECORDED;
const cleanups: (() => Promise<void>)[] = [];

beforeAll(async () => {
  const [first, second] = [await sqliteStore(), await sqliteStore()];
  api = await startApi(first.store, { publicUrl: 'https://parley.example' });
  cleanups.push(() => api.close(), first.cleanup, second.cleanup);
  document = (await api.get<OpenApiDocument>('/openapi.json', {})).body;
  told = withStableNames({ ...(await tellStory(api)), problems: await collectProblems(second.store) });
  if (process.env.RECORD_EXAMPLES) {
    await writeFile(FILE, `${JSON.stringify(told, null, 2)}\n`);
    await promisify(execFile)(BIOME, ['format', '--write', FILE]);
  }
}, 120_000);
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

const operations = (): Operation[] => Object.values(document.paths).flatMap((methods) => Object.values(methods));
const RECORD = 'Record again: see the top of this file.';

describe('the examples of /openapi.json', () => {
  it('every operation was called, and answered what the document shows', () => {
    const names = operations().map(({ operationId }) => operationId);
    expect(Object.keys(told.operations).toSorted(), 'test/support/openapi-story.ts calls every operation').toEqual(
      names.filter((name) => name !== 'getMetrics').toSorted(),
    );
    expect(told.operations, RECORD).toEqual(RECORDED.operations);
  });

  it('the document shows the parameters, bodies and answers of those calls', () => {
    const bodies = new Map<string, unknown>(
      // Bytes are no part of a document.
      api.routes.map(({ operation, bytes, example }) => [operation, bytes ? undefined : example]),
    );
    for (const operation of operations()) {
      const call: RecordedCall | undefined = RECORDED.operations[operation.operationId];
      if (!call) continue;
      const { params, query, status, answer } = call;
      const shown = (place: string) => operation.parameters.filter((each) => each.in === place && 'example' in each);
      for (const [place, asked = {}] of [
        ['path', params],
        ['query', query],
      ] as const) {
        expect(Object.fromEntries(shown(place).map(({ name, example }) => [name, example]))).toEqual(asked);
      }
      expect(operation.requestBody?.content['application/json']?.example).toEqual(bodies.get(operation.operationId));
      const media = operation.responses[status]?.content?.['application/json'];
      expect(media?.example, operation.operationId).toEqual(answer);
    }
  });

  it('what is posted to a webhook is shown as it was posted', () => {
    expect(told.webhook, RECORD).toEqual(RECORDED.webhook);
    expect(WebhookBody.safeParse(RECORDED.webhook).success).toBe(true);
    const { requestBody } = document.webhooks.event?.post ?? {};
    expect(requestBody?.content['application/json']?.example).toEqual(RECORDED.webhook);
  });

  it('every problem is shown as it was answered', () => {
    expect(told.problems, RECORD).toEqual(RECORDED.problems);
    const declared = new Set<string>(api.routes.flatMap(problemCodes));
    expect(Object.keys(RECORDED.problems).toSorted()).toEqual([...declared].toSorted());
    for (const problem of Object.values(RECORDED.problems)) expect(Problem.safeParse(problem).success).toBe(true);
  });

  it('ids in them are the same from one recording to the next', () => {
    expect(withStableNames(RECORDED)).toEqual(RECORDED);
  });
});
