/** The client has a method for everything that the service answers, and for nothing else. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createParley } from '../../packages/client/src/index.ts';
import type { OpenApiDocument } from '../../src/http/openapi-document.ts';
import { startService } from '../support/service.ts';

describe('the names of the client', () => {
  it('are one for every operation of the HTTP API, and for nothing else', async () => {
    const service = await startService();
    try {
      const document: OpenApiDocument = await (await fetch(`${service.url}/openapi.json`)).json();
      const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => ({ name: `${method.toUpperCase()} ${path}`, path, method })),
      );
      const operationOf = (method: string, path: string): string => {
        const found = operations.find(
          (each) =>
            each.method === method && new RegExp(`^${each.path.replace(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path),
        );
        return found?.name ?? `${method} ${path} is no operation`;
      };
      const called = (await callsOfEveryMethod()).map(({ method, path }) => operationOf(method.toLowerCase(), path));
      expect([...new Set(called)].toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
    } finally {
      await service.close();
    }
  });
});

it('the table of CLIENT.md has every method of the client, and no other', async () => {
  const guide = await readFile(new URL('../../docs/CLIENT.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `(\w+)` \| (`.*|the function itself.*) \|$/gmu)];
  const listed = rows.map(([, part, methods = '']) => [
    part,
    [...methods.matchAll(/`(\w+)`/gu)].map(([, name]) => name),
  ]);
  const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1' });
  const there = Object.entries(parley).map(([part, methods]) => [part, Object.keys(methods)]);
  expect(listed).toEqual(there);
});

/** Calls every method with ids for arguments, and answers what each one sent. */
async function callsOfEveryMethod(): Promise<{ method: string; path: string }[]> {
  const sent: { method: string; path: string }[] = [];
  const listen: typeof fetch = async (url, init) => {
    sent.push({ method: init?.method ?? '', path: new URL(String(url)).pathname });
    const body = JSON.stringify({ items: [], nextCursor: null });
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  };
  const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1', fetch: listen });
  type Method = (...ids: string[]) => Promise<unknown> | AsyncGenerator;
  const methods = Object.values(parley).flatMap((part) => (typeof part === 'function' ? [part] : Object.values(part)));
  for (const method of methods as Method[]) {
    const before = sent.length;
    const result = method('id-1', 'id-2');
    await (Symbol.asyncIterator in result ? result.next() : result);
    expect(sent.length, String(method)).toBe(before + 1);
  }
  return sent;
}
