/**
 * What a person token says about its reader. Read for their language, zone and side only: the server alone decides what
 * the token is good for, so nothing is verified here.
 */
import type { ReaderRole } from '../../contract/chat.ts';

export interface Claims {
  role?: ReaderRole;
  locale?: string;
  zone?: string;
}

const ROLES: readonly string[] = ['buyer', 'seller', 'agent'] satisfies ReaderRole[];
const isRole = (value: unknown): value is ReaderRole => typeof value === 'string' && ROLES.includes(value);
const words = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** The claims of a JWT; empty where the text is none. */
export function readClaims(token: string): Claims {
  const payload = token.split('.')[1] ?? '';
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
      char.charCodeAt(0),
    );
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof claims !== 'object' || claims === null) return {};
    const { role, locale, zone } = claims as Record<string, unknown>;
    return { role: isRole(role) ? role : undefined, locale: words(locale), zone: words(zone) };
  } catch {
    return {};
  }
}
