/**
 * Signed links under which one buyer answers one offer, for chats that only carry text.
 *
 * The link is the permission: whoever holds it may answer for that buyer, so it is handed to nobody but the integrator
 * and the buyer. It names its offer, so that it can do nothing else but close the offer's request, and ends with it; for a
 * while longer it still shows what came of the offer.
 */
import { z } from 'zod';
import { Id, type Instant } from '../contract/primitives.ts';
import type { RequestState } from '../domain/request.ts';
import { readLink, signLink } from './signed-links.ts';
import { localeOfBuyer, type SettledReader } from './voice.ts';

export interface AnswerLink {
  requestId: string;
  offerId: string;
  buyerId: string;
}

const KIND = {
  issuer: 'parley-answer-links',
  audience: 'parley-answer-page',
  type: 'answer+jwt',
  /** Short names keep the link short. */
  claims: z.object({ req: Id, ofr: Id, sub: Id }),
  /** How long after the offer's expiry the link shows the outcome. An extension adds a day at most. */
  toleranceSeconds: 30 * 86_400,
};

/** The token of the link to an offer that expires at `expiresAt`. The same offer always has the same one. */
export const signAnswerLink = (
  { requestId, offerId, buyerId }: AnswerLink,
  expiresAt: Instant,
  secrets: readonly string[],
): string => signLink(KIND, { req: requestId, ofr: offerId, sub: buyerId }, expiresAt, secrets);

/**
 * What the token is for, at `now` (milliseconds since the epoch, on the business's clock); null for anything that is
 * not a link of ours or is too old. Whether the offer still waits is not the token's to say but the offer's.
 */
export async function readAnswerLink(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<AnswerLink | null> {
  const claims = await readLink(KIND, token, secrets, now);
  return claims && { requestId: claims.req, offerId: claims.ofr, buyerId: claims.sub };
}

/** The buyer of the request as a reader: in the language and zone that the request was opened with. */
export function buyerReader({ facts }: RequestState): SettledReader {
  const { buyerId: id, buyerZone: zone } = facts;
  const locale = localeOfBuyer(facts);
  const person = { role: 'buyer' as const, id, zone, ...(locale ? { locale } : {}) };
  return { caller: { kind: 'integrator', person }, locale: locale ?? 'en', zone };
}
