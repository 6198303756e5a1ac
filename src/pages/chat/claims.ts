/**
 * What a person token says about its reader. Read for their language, zone and side, and for when the next token is
 * due: the server alone decides what the token is good for, so nothing is verified here.
 */
import type { ReaderRole } from '../../contract/chat.ts';

export interface Claims {
  role?: ReaderRole;
  locale?: string;
  zone?: string;
  /** Whose it is. */
  sub?: string;
  /** The member of staff. */
  userId?: string;
  /** When it was made and when it ends, in seconds since the epoch. */
  iat?: number;
  exp?: number;
}

const ROLES: readonly string[] = ['buyer', 'seller', 'agent'] satisfies ReaderRole[];
const isRole = (value: unknown): value is ReaderRole => typeof value === 'string' && ROLES.includes(value);
const words = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);
const seconds = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** The claims of a JWT; empty where the text is none. */
export function readClaims(token: string): Claims {
  const payload = token.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims !== 'object' || claims === null) return {};
    const { role, locale, zone, sub, userId, iat, exp } = claims as Record<string, unknown>;
    return {
      role: isRole(role) ? role : undefined,
      locale: words(locale),
      zone: words(zone),
      sub: words(sub),
      userId: words(userId),
      iat: seconds(iat),
      exp: seconds(exp),
    };
  } catch {
    return {};
  }
}
