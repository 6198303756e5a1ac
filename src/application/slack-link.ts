/**
 * Linking a Slack user to a seller with a one-time code.
 *
 * Whoever may act for the seller gets a code (from the seller's page or the integrator) and types it in Slack. The code
 * is short because people type it: 40 random bits, worth something for ten minutes and once. Only its hash is stored.
 * Its alphabet is Crockford's base 32, which has no I, L, O and U; what people type instead is understood.
 *
 * A code that a member of the staff made says who they are: whoever types it is that member from then on (staff.ts). One
 * that the integrator made for a shop says nobody, nor does one of somebody whom Slack named so, who is known without it.
 *
 * `now` is wall time, in milliseconds since the epoch.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { SlackLinkCode } from '../contract/slack-link.ts';
import type { Caller } from './access.ts';
import type { SlackGrant } from './alerts/ports.ts';
import type { Store } from './ports/store.ts';
import { isSlackMember } from './staff.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;
const LINK_CODE_LASTS_MS = 10 * 60_000;

type LinkStore = Pick<Store, 'slack'>;

/** Which member of this seller's staff calls; undefined where it is nobody of them, or nobody in particular. */
export function memberWhoCalls({ person }: Caller, sellerId: string): string | undefined {
  const isStaff = person?.role === 'seller' && person.id === sellerId;
  return isStaff && person.userId !== undefined && !isSlackMember(person.userId) ? person.userId : undefined;
}

/** A code for this seller, valid for ten minutes, and once. `grant` names the member of its staff who makes it. */
export async function createLinkCode({ slack }: LinkStore, grant: SlackGrant, now: number): Promise<SlackLinkCode> {
  // A byte's low five bits are as random as the byte.
  const code = [...randomBytes(LENGTH)].map((byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
  const expiresAt = now + LINK_CODE_LASTS_MS;
  await slack.putCode(hashOf(code), grant, expiresAt, now);
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, expiresAt: new Date(expiresAt).toISOString() };
}

/**
 * Uses the code up and links the user to the seller it stands for. Answers that seller's id; null where the code is
 * wrong, used or expired.
 */
export async function useLinkCode(
  { slack }: LinkStore,
  typed: string,
  { team, user }: { team: string; user: string },
  now: number,
): Promise<string | null> {
  const code = readLinkCode(typed);
  const grant = code && (await slack.takeCode(hashOf(code), now));
  if (!grant) return null;
  await slack.putLink({ team, user, ...grant, at: new Date(now).toISOString() });
  return grant.sellerId;
}

/** The code as it was made, however it was typed: case, spaces, dashes and look-alikes are forgiven. */
function readLinkCode(typed: string): string | null {
  const code = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replace(/[IL]/gu, '1')
    .replace(/O/gu, '0');
  return code.length === LENGTH ? code : null;
}

const hashOf = (code: string): string => createHash('sha256').update(`slack-link:${code}`).digest('hex');
