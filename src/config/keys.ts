/** The integrator's keys and the secrets that sign: both given, or made up for a demo; none that can be guessed in production. */
import { randomBytes } from 'node:crypto';
import { ConfigError } from './error.ts';
import type { Read } from './variables.ts';

export interface Keys {
  apiKeys: string[];
  secrets: string[];
  madeUpKeys: boolean;
}

/** The keys given, or made-up ones for a demo. Half a pair is a mistake wherever it happens. */
export function readKeys(read: Read, production: boolean): Keys {
  const { PARLEY_API_KEY: apiKeys, PARLEY_SECRET: secrets } = read;
  if (apiKeys && secrets) return { apiKeys, secrets, madeUpKeys: false };
  const missing = apiKeys ? 'PARLEY_SECRET' : 'PARLEY_API_KEY';
  const what =
    missing === 'PARLEY_SECRET' ? 'a secret of at least 32 characters' : 'the key your platform calls Parley with';
  if (apiKeys || secrets) {
    const other = apiKeys ? 'PARLEY_API_KEY' : 'PARLEY_SECRET';
    throw new ConfigError(missing, `is not set but ${other} is: set it to ${what}, or neither for demo mode`);
  }
  if (production)
    throw new ConfigError(
      missing,
      `is not set: production needs PARLEY_API_KEY (${what}) and PARLEY_SECRET (at least 32 characters)`,
    );
  const madeUp = () => randomBytes(32).toString('base64url');
  return { apiKeys: [madeUp()], secrets: [madeUp()], madeUpKeys: true };
}

const MIN_KEY = 24;
const MIN_SECRET = 32;

/** What makes one of them easy to guess; undefined where nothing does. */
function weaknessOf(values: readonly string[], min: number, howTo: string): string | undefined {
  if (values.some((value) => value.length < min)) return `has fewer than ${min} characters; make one with: ${howTo}`;
  if (values.some((value) => new Set(value).size === 1)) return `is one character repeated; make one with: ${howTo}`;
  return undefined;
}

/** A short secret can be guessed from one token, a short key by trying: refused in production; the former is pointed out elsewhere. */
export function checkStrength({ apiKeys, secrets }: Keys, production: boolean, notices: string[]): void {
  const weakKey = weaknessOf(apiKeys, MIN_KEY, 'openssl rand -hex 24');
  const weakSecret = weaknessOf(secrets, MIN_SECRET, 'openssl rand -base64 48');
  if (production && weakKey) throw new ConfigError('PARLEY_API_KEY', weakKey);
  if (production && weakSecret) throw new ConfigError('PARLEY_SECRET', weakSecret);
  if (weakSecret) notices.push(`PARLEY_SECRET ${weakSecret}`);
}
