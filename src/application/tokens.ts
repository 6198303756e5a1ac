/**
 * Person tokens: JWTs (HS256) that the integrator asks for and buyers, sellers and agents carry.
 *
 * The first secret signs and any of them verifies, so that a secret can be rotated without signing anyone out. What was
 * verified once is remembered until it expires (a bounded number of tokens, least recently used leave first), because
 * every call and every socket event of a person comes with the same token.
 */
import { createHash } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Instant } from '../contract/primitives.ts';
import { TokenBody } from '../contract/tokens.ts';
import type { Person } from './access.ts';
import { LruCache } from './lru.ts';

/** A person whose token was verified; `expiresAt` is when it stops being valid. */
export type VerifiedPerson = Person & { expiresAt: Instant };
export type TokenFailure = 'unauthenticated' | 'token_expired';

const ISSUER = 'parley';
const LONGEST_TOKEN = 4000;
const REMEMBERED = 20_000;
/** There is no time after it: a Date holds no more. */
const LAST_SECOND = 8_640_000_000_000;

const Claims = TokenBody.omit({ id: true, ttlSeconds: true })
  .strip()
  .extend({ sub: TokenBody.shape.id, exp: z.number().max(LAST_SECOND) });

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/**
 * Signs a token for the person in `body`, valid for `ttlSeconds` from `now` (milliseconds since the epoch), rounded up
 * to the full second.
 */
export async function issueToken(
  body: z.infer<typeof TokenBody>,
  secrets: readonly string[],
  now: number,
): Promise<{ token: string; expiresAt: Instant }> {
  const [secret] = secrets;
  if (!secret) throw new Error('issueToken needs a secret to sign with');
  const { id, ttlSeconds, ...claims } = body;
  const expires = Math.ceil(now / 1000) + ttlSeconds;
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(ISSUER)
    .setSubject(id)
    .setIssuedAt(Math.floor(now / 1000))
    .setExpirationTime(expires)
    .sign(keyOf(secret));
  return { token, expiresAt: new Date(expires * 1000).toISOString() };
}

/**
 * Who carries the token at `now` (milliseconds since the epoch). Answers `token_expired` only for a token that was
 * truly ours, and `unauthenticated` for everything else.
 */
export async function verifyToken(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<VerifiedPerson | TokenFailure> {
  if (token.length > LONGEST_TOKEN) return 'unauthenticated';
  const known = rememberedBy(secrets);
  const key = fingerprintOf(token);
  const cached = known.get(key);
  if (cached && Date.parse(cached.expiresAt) > now) return cached;
  const verified = await verifyWithAny(token, secrets, now);
  if (typeof verified !== 'string') known.set(key, verified);
  return verified;
}

async function verifyWithAny(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<VerifiedPerson | TokenFailure> {
  const options = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(now) };
  for (const secret of secrets) {
    try {
      const { payload } = await jwtVerify(token, keyOf(secret), options);
      const claims = Claims.safeParse(payload);
      return claims.success ? personFrom(claims.data) : 'unauthenticated';
    } catch (error) {
      if (error instanceof errors.JWTExpired) return 'token_expired';
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return 'unauthenticated';
}

function personFrom({ sub, exp, ...person }: z.infer<typeof Claims>): VerifiedPerson {
  return { ...person, id: sub, expiresAt: new Date(exp * 1000).toISOString() };
}

/** What a token is remembered by: many are, and none has to be kept for that. */
const fingerprintOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

const remembered = new WeakMap<readonly string[], LruCache<VerifiedPerson>>();

/** One memory per list of secrets: a token verified with a list that is gone is verified anew. */
function rememberedBy(secrets: readonly string[]): LruCache<VerifiedPerson> {
  const known = remembered.get(secrets);
  if (known) return known;
  const fresh = new LruCache<VerifiedPerson>(REMEMBERED);
  remembered.set(secrets, fresh);
  return fresh;
}
