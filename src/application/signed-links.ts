/**
 * Links that are their own permission: a token that says what it is for and when it ends. Audience and type keep one kind
 * apart from the others and from person tokens, which are signed with the same secrets: none is accepted as another. The
 * first secret signs and any of them verifies, so that a secret can be rotated without breaking the links that are out.
 */
import { createHmac } from 'node:crypto';
import { errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { z } from 'zod';
import type { Instant } from '../contract/primitives.ts';

export interface LinkKind<Claims extends z.ZodType> {
  issuer: string;
  audience: string;
  type: string;
  /** What the token carries, `sub` among it. */
  claims: Claims;
  /** How long after its end it is still read. */
  toleranceSeconds?: number;
}

const ALGORITHM = 'HS256';
const LONGEST_TOKEN = 2000;

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/**
 * The token of a link that ends at `expiresAt`. The same claims and end always give the same one. It is made at once, since lists
 * of messages hold many.
 */
export function signLink(
  { issuer, audience, type }: LinkKind<z.ZodType>,
  { sub, ...claims }: { sub: string; [name: string]: string },
  expiresAt: Instant,
  secrets: readonly string[],
): string {
  const [secret] = secrets;
  if (!secret) throw new Error('signLink needs a secret to sign with');
  const exp = Math.ceil(Date.parse(expiresAt) / 1000);
  const parts = [
    { alg: ALGORITHM, typ: type },
    { ...claims, iss: issuer, aud: audience, sub, exp },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** What the token carries, at `now` (milliseconds of business time); null for what is no link of this kind, or has ended. */
export async function readLink<Claims extends z.ZodType>(
  { issuer, audience, type: typ, claims, toleranceSeconds: clockTolerance = 0 }: LinkKind<Claims>,
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<z.output<Claims> | null> {
  if (token.length > LONGEST_TOKEN) return null;
  const options: JWTVerifyOptions = {
    algorithms: [ALGORITHM],
    issuer,
    audience,
    typ,
    currentDate: new Date(now),
    clockTolerance,
    requiredClaims: ['exp'],
  };
  for (const secret of secrets) {
    try {
      const read = claims.safeParse((await jwtVerify(token, keyOf(secret), options)).payload);
      return read.success ? read.data : null;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return null;
}
