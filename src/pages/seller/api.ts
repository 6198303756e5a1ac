/**
 * The page's calls of the HTTP API. Every call settles with what was answered or why it was refused; `offline` means
 * that nobody answered. A POST that nobody answered keeps its idempotency key, so that the same thing asked again is
 * done once.
 */
import type { Problem } from '../../contract/problem.ts';
import type { SignIn } from './sign-in.ts';

export type Refusal = Problem | 'offline';
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const EXPIRED: readonly string[] = ['token_expired', 'unauthenticated'];
/** The date header is exact to a second: a smaller difference of the clocks says nothing. */
const CLOCKS_AGREE_MS = 2_000;

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'code' in body;

export class ShopApi {
  /** Add to this device's clock to get the server's, in milliseconds. */
  clockOffset = 0;
  readonly #signIn: SignIn;
  readonly #keys = new Map<string, string>();

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#call<T>(path, 'GET');
  }

  patch<T>(path: string, body: object): Promise<Answer<T>> {
    return this.#call<T>(path, 'PATCH', body);
  }

  async post<T>(path: string, body: object): Promise<Answer<T>> {
    const what = `${path} ${JSON.stringify(body)}`;
    const key = this.#keys.get(what) ?? crypto.randomUUID();
    this.#keys.set(what, key);
    const answer = await this.#call<T>(path, 'POST', body, { 'Idempotency-Key': key });
    if (answer.ok || (answer.refusal !== 'offline' && answer.refusal.status < 500)) this.#keys.delete(what);
    return answer;
  }

  async #call<T>(
    path: string,
    method: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const { token } = this.#signIn;
    const first = await this.#try<T>(path, method, body, headers);
    const expired = !first.ok && first.refusal !== 'offline' && EXPIRED.includes(first.refusal.code);
    if (!expired || !(await this.#signIn.renew(token))) return first;
    return this.#try<T>(path, method, body, headers);
  }

  async #try<T>(path: string, method: string, body: object | undefined, more: object): Promise<Answer<T>> {
    const headers = {
      Authorization: `Bearer ${this.#signIn.token}`,
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...more,
    };
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(path, init).catch(() => null);
    const answered: unknown = await response?.json().catch(() => null);
    if (!response) return { ok: false, refusal: 'offline' };
    this.#readClock(response.headers.get('date'));
    if (response.ok && answered !== null) return { ok: true, value: answered as T };
    return { ok: false, refusal: isProblem(answered) ? answered : 'offline' };
  }

  #readClock(date: string | null): void {
    const offset = Date.parse(date ?? '') - Date.now();
    if (Number.isFinite(offset)) this.clockOffset = Math.abs(offset) > CLOCKS_AGREE_MS ? offset : 0;
  }
}
