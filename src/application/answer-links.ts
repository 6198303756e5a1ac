/**
 * Signed links under which one buyer answers one offer, for chats that only carry text.
 *
 * The link is the permission: whoever holds it may answer for that buyer, so it is handed to nobody but the integrator
 * and the buyer. It names its offer, so that it can do nothing else, and ends with it; for a while longer it still
 * shows what came of the offer. Its audience and type keep it apart from person tokens, which are signed with the same
 * secrets: neither is accepted as the other. The first secret signs and any of them verifies, so that a secret can be
 * rotated without breaking the links that are out.
 */
import { errors, type JWTVerifyOptions, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Id, type Instant } from '../contract/primitives.ts';
import type { RequestState } from '../domain/request.ts';
import { localeOfBuyer, type SettledReader } from './voice.ts';

export interface AnswerLink {
  requestId: string;
  offerId: string;
  buyerId: string;
}

const ISSUER = 'parley-answer-links';
const AUDIENCE = 'parley-answer-page';
const TYPE = 'answer+jwt';
const LONGEST_TOKEN = 2000;
/** How long after the offer's expiry the link shows the outcome. An extension adds a day at most. */
const SHOWN_FOR_SECONDS = 30 * 86_400;

/** Short names keep the link short. */
const Claims = z.object({ req: Id, ofr: Id, sub: Id });

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** The token of the link to an offer that expires at `expiresAt`. The same offer always has the same one. */
export function signAnswerLink(link: AnswerLink, expiresAt: Instant, secrets: readonly string[]): Promise<string> {
  const [secret] = secrets;
  if (!secret) throw new Error('signAnswerLink needs a secret to sign with');
  return new SignJWT({ req: link.requestId, ofr: link.offerId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(link.buyerId)
    .setExpirationTime(Math.ceil(Date.parse(expiresAt) / 1000))
    .sign(keyOf(secret));
}

/**
 * What the token is for, at `now` (milliseconds since the epoch, on the business's clock); null for anything that is
 * not a link of ours or is too old. Whether the offer still waits is not the token's to say but the offer's.
 */
export async function readAnswerLink(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<AnswerLink | null> {
  if (token.length > LONGEST_TOKEN) return null;
  const options: JWTVerifyOptions = {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: TYPE,
    currentDate: new Date(now),
    clockTolerance: SHOWN_FOR_SECONDS,
    requiredClaims: ['exp'],
  };
  for (const secret of secrets) {
    try {
      const claims = Claims.safeParse((await jwtVerify(token, keyOf(secret), options)).payload);
      return claims.success ? { requestId: claims.data.req, offerId: claims.data.ofr, buyerId: claims.data.sub } : null;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return null;
}

/** The buyer of the request as a reader: in the language and zone that the request was opened with. */
export function buyerReader({ facts }: RequestState): SettledReader {
  const { buyerId: id, buyerZone: zone } = facts;
  const locale = localeOfBuyer(facts);
  const person = { role: 'buyer' as const, id, zone, ...(locale ? { locale } : {}) };
  return { caller: { kind: 'integrator', person }, locale: locale ?? 'en', zone };
}
