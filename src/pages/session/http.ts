/**
 * Calls over plain HTTP that say what became of them. They throw nothing.
 *
 * What is read is read once: whoever reads asks again anyway. What is done carries an idempotency key and is tried again
 * under it for as long as somebody waits for it, since an instance that has died or is about to close says nothing or
 * 503, and the next one knows the key: so nothing is done twice.
 */
import type { Problem } from '../../contract/problem.ts';
import { pause } from './line.ts';
import type { Said } from './said.ts';

export type Told<T> =
  | { outcome: 'done'; value: T; tag?: string; now?: string }
  /** Nothing is new since the tag that was sent. */
  | { outcome: 'same'; now?: string }
  | { outcome: 'refused'; problem: Problem; waitMs: number }
  /** Nobody answered, or something else than the service did. */
  | { outcome: 'unreachable' };

/** How long somebody waits for what they do. */
const DONE_WITHIN_MS = 8_000;
const READ_WITHIN_MS = 8_000;
const PAUSES_MS = [300, 1_000, 2_000];

/** Pages over http have random bytes, and `randomUUID` over https only. */
export const randomKey = (): string => [...crypto.getRandomValues(new Uint32Array(4))].join('-');

/** Seconds, as the service and proxies say it; one that says a date is not worth the words. */
const waitOf = (response: Response): number => (Number(response.headers.get('Retry-After')) || 0) * 1_000;

async function read<T>(response: Response): Promise<Told<T>> {
  const { status, headers } = response;
  const now = headers.get('Parley-Now') ?? undefined;
  if (status === 304) return { outcome: 'same', now };
  const body: unknown = status === 204 ? {} : await response.json();
  if (response.ok) return { outcome: 'done', value: body as T, tag: headers.get('ETag') ?? undefined, now };
  const problem = body as Problem;
  return problem.code ? { outcome: 'refused', problem, waitMs: waitOf(response) } : { outcome: 'unreachable' };
}

/** The service itself says that it is to be asked again: of a draining instance, or while the same call still runs. */
const passes = (told: Told<unknown>): boolean =>
  told.outcome === 'unreachable' ||
  (told.outcome === 'refused' && (told.problem.status >= 500 || told.problem.code === 'idempotency_in_progress'));

const headersOf = ({ locale, zone }: Said): Record<string, string> => ({
  ...(locale ? { 'Parley-Locale': locale } : {}),
  ...(zone ? { 'Parley-Zone': zone } : {}),
});

export class Http {
  readonly #url: string;
  readonly #token: () => string;
  readonly #says: () => Said;

  /** `url` is the server's origin; `token`, and in which language and zone the page `says` things, are asked before each call. */
  constructor(url: string, token: () => string, says: () => Said = () => ({})) {
    this.#url = url;
    this.#token = token;
    this.#says = says;
  }

  /** With a `tag`, only what differs from what had it. */
  get<T>(path: string, tag?: string): Promise<Told<T>> {
    return this.#call(path, READ_WITHIN_MS, { headers: tag ? { 'If-None-Match': tag } : {} });
  }

  async post<T>(path: string, body: object): Promise<Told<T>> {
    const until = Date.now() + DONE_WITHIN_MS;
    const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': randomKey() };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    for (let tries = 0; ; tries += 1) {
      const told = await this.#call<T>(path, Math.max(1, until - Date.now()), init);
      const wait = PAUSES_MS[tries] ?? DONE_WITHIN_MS;
      if (!passes(told) || !navigator.onLine || Date.now() + wait > until) return told;
      await pause(wait);
    }
  }

  async #call<T>(path: string, withinMs: number, init: RequestInit): Promise<Told<T>> {
    try {
      const response = await fetch(this.#url + path, {
        ...init,
        headers: { ...init.headers, ...headersOf(this.#says()), Authorization: `Bearer ${this.#token()}` },
        // A browser that kept answers would give an old one for the 304 that says that nothing is new.
        cache: 'no-store',
        signal: AbortSignal.timeout(withinMs),
      });
      return await read<T>(response);
    } catch {
      return { outcome: 'unreachable' };
    }
  }
}
