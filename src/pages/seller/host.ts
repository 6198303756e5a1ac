/**
 * The page that Manage Returns is framed by, asked for a fresh token when the old one is about to end:
 *
 *     → { type: 'parley:renew' }
 *     ← { type: 'parley:token', token: '…' }, or token: null where the person is signed out
 *
 * Only the frame's parent is heard, and who may be that is the server's to say (`frame-ancestors`). What it sends is
 * taken for the same shop only, so that nobody ends up at another one's desk.
 */
import { readClaims } from '../chat/claims.ts';
import type { RenewToken } from './sign-in.ts';

const ANSWER_WITHIN_MS = 10_000;

/** What was answered: a token, null, or undefined where the message is about something else. */
function answerIn(data: unknown): string | null | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'parley:token') return undefined;
  if (!('token' in data)) return undefined;
  return typeof data.token === 'string' ? data.token : null;
}

/** Whether a token is for this shop. The server verifies it; this only keeps two shops of one person apart. */
export const isFor = (sellerId: string, token: string): boolean => {
  const { role, sub } = readClaims(token);
  return role === 'seller' && sub === sellerId;
};

/** Asks the page around this one; undefined where there is none. Rejects where it does not answer in time. */
export function renewalByHost(sellerId: string): RenewToken | undefined {
  const { parent } = window;
  if (parent === window) return undefined;
  return () =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        window.removeEventListener('message', hear);
        reject(new Error('the page around this one did not answer'));
      }, ANSWER_WITHIN_MS);
      function hear({ source, data }: MessageEvent<unknown>): void {
        const answer = answerIn(data);
        if (source !== parent || answer === undefined) return;
        clearTimeout(timer);
        window.removeEventListener('message', hear);
        resolve(answer !== null && isFor(sellerId, answer) ? answer : null);
      }
      window.addEventListener('message', hear);
      // The question is no secret, so whoever frames the page may hear it.
      parent.postMessage({ type: 'parley:renew' }, '*');
    });
}
