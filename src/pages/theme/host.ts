/**
 * The page that frames one of ours, asked for a fresh token when the old one is about to end:
 *
 *     → { type: 'parley:renew' }
 *     ← { type: 'parley:token', token: '…' }, or token: null where the person is signed out
 *
 * Only the frame's parent is heard, and who may be that is the server's to say (`frame-ancestors`).
 */
const ANSWER_WITHIN_MS = 10_000;

/** What was answered: a token, null, or undefined where the message is about something else. */
function answerIn(data: unknown): string | null | undefined {
  if (typeof data !== 'object' || data === null || !('type' in data) || data.type !== 'parley:token') return undefined;
  if (!('token' in data)) return undefined;
  return typeof data.token === 'string' ? data.token : null;
}

/** A fresh token, or null where there is none to be had. Rejects where there may be one later. */
export type RenewToken = () => Promise<string | null>;

/**
 * Asks the page around this one; undefined where there is none. Rejects where it does not answer in time. A token that
 * is not `fitting`, such as one of another shop, is as good as none.
 */
export function renewalByHost(fitting: (token: string) => boolean = () => true): RenewToken | undefined {
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
        resolve(answer !== null && fitting(answer) ? answer : null);
      }
      window.addEventListener('message', hear);
      // The question is no secret, so whoever frames the page may hear it.
      parent.postMessage({ type: 'parley:renew' }, '*');
    });
}
