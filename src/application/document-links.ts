/**
 * Signed links to the shipping documents of one request, for where its shop is told: whoever packs the parcel opens them
 * without an account. A link is for the shop that it was made for, names one request, shows nothing but the documents, and
 * ends soon after the parcel was due.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { Id, type Instant } from '../contract/primitives.ts';
import type { RequestState } from '../domain/request.ts';

export interface DocumentLink {
  requestId: string;
  sellerId: string;
}

const ISSUER = 'parley-document-links';
const AUDIENCE = 'parley-documents';
const TYPE = 'documents+jwt';
const LONGEST_TOKEN = 2000;
/** A parcel that is late still needs its label. */
const AFTER_DUE_MS = 48 * 3_600_000;

const Claims = z.object({ req: Id, sub: Id });

const keyOf = (secret: string): Uint8Array => new TextEncoder().encode(secret);

/** When the link of a request that is to be shipped ends; null where nothing is to be shipped. */
export function documentLinkEnds({ status, deadline }: RequestState): Instant | null {
  if (status !== 'awaiting_shipment' || !deadline) return null;
  return new Date(Date.parse(deadline.at) + AFTER_DUE_MS).toISOString();
}

/** The link's token. The same request has the same one while its deadline stands. */
export function signDocumentLink(link: DocumentLink, expiresAt: Instant, secrets: readonly string[]): Promise<string> {
  const [secret] = secrets;
  if (!secret) throw new Error('signDocumentLink needs a secret to sign with');
  return new SignJWT({ req: link.requestId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(link.sellerId)
    .setExpirationTime(Math.ceil(Date.parse(expiresAt) / 1000))
    .sign(keyOf(secret));
}

/** What the token is for, at `now` (milliseconds of business time); null for anything that is not a link of ours, or has ended. */
export async function readDocumentLink(
  token: string,
  secrets: readonly string[],
  now: number,
): Promise<DocumentLink | null> {
  if (token.length > LONGEST_TOKEN) return null;
  const options = {
    algorithms: ['HS256'],
    issuer: ISSUER,
    audience: AUDIENCE,
    typ: TYPE,
    currentDate: new Date(now),
    requiredClaims: ['exp'],
  };
  for (const secret of secrets) {
    try {
      const claims = Claims.safeParse((await jwtVerify(token, keyOf(secret), options)).payload);
      return claims.success ? { requestId: claims.data.req, sellerId: claims.data.sub } : null;
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) throw error;
    }
  }
  return null;
}
