/**
 * Signed links to the shipping documents of one request, for where its shop is told: whoever packs the parcel opens them
 * without an account. A link is for the shop that it was made for, names one request, shows nothing but the documents, and
 * ends soon after the parcel was due.
 */
import { z } from 'zod';
import { Id, type Instant } from '../contract/primitives.ts';
import type { RequestState } from '../domain/request.ts';
import { readLink, signLink } from './signed-links.ts';

export interface DocumentLink {
  requestId: string;
  sellerId: string;
}

const KIND = {
  issuer: 'parley-document-links',
  audience: 'parley-documents',
  type: 'documents+jwt',
  claims: z.object({ req: Id, sub: Id }),
};
/** A parcel that is late still needs its label. */
const AFTER_DUE_MS = 48 * 3_600_000;

/** When the link of a request that is to be shipped ends; null where nothing is to be shipped. */
export function documentLinkEnds({ status, deadline }: RequestState): Instant | null {
  if (status !== 'awaiting_shipment' || !deadline) return null;
  return new Date(Date.parse(deadline.at) + AFTER_DUE_MS).toISOString();
}

/** The link's token. The same request has the same one while its deadline stands. */
export const signDocumentLink = (
  { requestId, sellerId }: DocumentLink,
  expiresAt: Instant,
  secrets: readonly string[],
): string => signLink(KIND, { req: requestId, sub: sellerId }, expiresAt, secrets);

/** What the token is for, at `now` (milliseconds of business time); null for anything that is not a link of ours, or has ended. */
export async function readDocumentLink(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<DocumentLink | null> {
  const claims = await readLink(KIND, token, secrets, now);
  return claims && { requestId: claims.req, sellerId: claims.sub };
}
