import fc from 'fast-check';
import { CompactSign, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken, verifyToken } from '../../src/application/tokens.ts';
import { type Api, SECRET, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

const NOW = Date.parse('2026-11-23T02:30:00.000Z');
const OTHER = 'another-secret-of-another-service-0000001';
const BUYER = { role: 'buyer', id: 'buyer-1', ttlSeconds: 60 } as const;

describe('A person token', () => {
  it('says who its holder is, until it expires', async () => {
    const body = { ...BUYER, name: 'สมชาย', locale: 'th', zone: 'Asia/Bangkok', conversationId: 'conv-1' };
    const { token, expiresAt } = await issueToken(body, [SECRET], NOW);
    const { ttlSeconds: _, ...person } = body;
    expect(expiresAt).toBe('2026-11-23T02:31:00.000Z');
    expect(await verifyToken(token, [SECRET], NOW)).toEqual({ ...person, expiresAt });
    expect(await verifyToken(token, [SECRET], NOW + 59_999)).toMatchObject({ id: 'buyer-1' });
    expect(await verifyToken(token, [SECRET], NOW + 60_000)).toBe('token_expired');
    expect(await verifyToken(token, [SECRET], NOW)).toMatchObject({ id: 'buyer-1' });
  });

  it('is signed with the first secret and verified with any, so that secrets can be rotated', async () => {
    const { token } = await issueToken(BUYER, [OTHER, SECRET], NOW);
    expect(await verifyToken(token, [SECRET, OTHER], NOW)).toMatchObject({ id: 'buyer-1' });
    expect(await verifyToken(token, [SECRET], NOW)).toBe('unauthenticated');
    const expired = await verifyToken(token, [SECRET, OTHER], NOW + 90_000);
    expect(expired).toBe('token_expired');
  });

  it('once verified it is not trusted with secrets that are gone', async () => {
    const { token } = await issueToken(BUYER, [SECRET], NOW);
    expect(await verifyToken(token, [SECRET], NOW)).toMatchObject({ id: 'buyer-1' });
    expect(await verifyToken(token, [OTHER], NOW)).toBe('unauthenticated');
  });

  it('of anyone else is none', async () => {
    const key = new TextEncoder().encode(SECRET);
    const claims = (changes: object) =>
      new SignJWT({ role: 'buyer', ...changes })
        .setIssuer('parley')
        .setSubject('buyer-1')
        .setExpirationTime(9_999_999_999);
    const unsigned = [{ alg: 'none' }, { role: 'agent', sub: 'a', iss: 'parley', exp: 9_999_999_999 }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const { token } = await issueToken(BUYER, [SECRET], NOW);
    const [header, , signature] = token.split('.');
    const forged = Buffer.from(JSON.stringify({ role: 'agent', sub: 'a', iss: 'parley', exp: 9_999_999_999 }));
    const tokens = {
      'not a token': 'rubbish',
      empty: '',
      unsigned: `${unsigned}.`,
      'a changed payload': `${header}.${forged.toString('base64url')}.${signature}`,
      'another algorithm': await claims({}).setProtectedHeader({ alg: 'HS512' }).sign(key),
      'another issuer': await claims({}).setIssuer('elsewhere').setProtectedHeader({ alg: 'HS256' }).sign(key),
      'an unknown role': await claims({ role: 'owner' }).setProtectedHeader({ alg: 'HS256' }).sign(key),
      'no expiry': await new SignJWT({ role: 'buyer' })
        .setIssuer('parley')
        .setSubject('b')
        .setProtectedHeader({ alg: 'HS256' })
        .sign(key),
      'longer than any of ours': 'x'.repeat(5000),
    };
    for (const [what, each] of Object.entries(tokens)) {
      expect(await verifyToken(each, [SECRET], NOW), what).toBe('unauthenticated');
    }
  });
});

describe('A token that the holder of a secret made up', () => {
  const names = ['role', 'id', 'userId', 'name', 'locale', 'zone', 'conversationId', 'exp', 'nbf', 'iat', 'sub', 'iss'];
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom(1e15, -1, 0, 1e308, 8.64e12 + 1, 'agent', '\0'),
  );
  const claims = fc.dictionary(fc.constantFrom(...names), anything);

  it('is a token or none, and nothing else, whatever it says', async () => {
    await fc.assert(
      fc.asyncProperty(claims, async (made) => {
        const text = JSON.stringify({ iss: 'parley', sub: 'buyer-1', role: 'buyer', exp: 9_999_999_999, ...made });
        const token = await new CompactSign(new TextEncoder().encode(text))
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode(SECRET));
        const verified = await verifyToken(token, [SECRET], NOW);
        if (typeof verified === 'string') expect(['unauthenticated', 'token_expired']).toContain(verified);
        else expect(Date.parse(verified.expiresAt)).toBeGreaterThan(NOW);
      }),
      { examples: [[{ exp: 1e15 }], [{ exp: 8.64e12 }]] },
    );
  });
});

describe('POST /v1/tokens', () => {
  let api: Api;
  let cleanup: () => Promise<void>;
  beforeAll(async () => {
    const opened = await sqliteStore();
    cleanup = opened.cleanup;
    api = await startApi(opened.store);
  });
  afterAll(async () => {
    await api.close();
    await cleanup();
  });

  it('answers a token that works until it expires', async () => {
    const reply = await api.post<{ token: string; expiresAt: string }>('/v1/tokens', {
      role: 'buyer',
      id: 'buyer-1',
      ttlSeconds: 10,
    });
    expect(reply.status).toBe(201);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(Date.parse(reply.body.expiresAt) - api.wallClock.now()).toBe(10_000);
    const as = { token: reply.body.token };
    expect((await api.get('/v1/requests', as)).status).toBe(200);
    api.wallClock.advance(10_000);
    const expired = await api.get('/v1/requests', as);
    expect(expired.body).toMatchObject({ status: 401, code: 'token_expired' });
    expect(expired.headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('lives on the wall clock: a demo’s faster days do not shorten it', async () => {
    const { body } = await api.post<{ token: string }>('/v1/tokens', { role: 'buyer', id: 'buyer-1' });
    api.clock.advance(7 * 86_400_000);
    expect((await api.get('/v1/requests', { token: body.token })).status).toBe(200);
  });

  it('is an hour by default and a day at most', async () => {
    const { body } = await api.post<{ expiresAt: string }>('/v1/tokens', { role: 'agent', id: 'a' });
    expect(Date.parse(body.expiresAt) - api.wallClock.now()).toBe(3_600_000);
    const long = await api.post('/v1/tokens', { role: 'agent', id: 'a', ttlSeconds: 86_401 });
    expect(long.body).toMatchObject({
      status: 400,
      errors: [{ path: 'ttlSeconds', message: 'must be at most 86400' }],
    });
  });
});
