/** What strangers send, read with care. */
import { createHash, timingSafeEqual } from 'node:crypto';

/** The value of a JSON text; undefined where it is none. */
export function parsedJson(text: string | Buffer): unknown {
  try {
    return JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two secrets are the same. Takes the same time whatever is compared. */
export const isSameSecret = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

/** Why a call got no answer: the cause under fetch's own "fetch failed", without the address, which may hold secrets. */
export function whyNoAnswer(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { cause } = error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code || (error.name === 'TimeoutError' ? 'no answer in time' : undefined);
}
