/**
 * The page's calls of the HTTP API. Every call settles with what was answered or why it was refused; `offline` means
 * that nobody answered. A POST that nobody answered keeps its idempotency key, so that the same thing asked again is
 * done once.
 */
import type { Problem } from '../../contract/problem.ts';
import { acted } from '../session/asked-line.ts';
import type { SignIn } from './sign-in.ts';

export type Refusal = Problem | 'offline';
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

const EXPIRED: readonly string[] = ['token_expired', 'unauthenticated'];

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'code' in body;

type Read = (response: Response) => Promise<unknown>;
const asJson: Read = (response) => response.json();

export class ShopApi {
  readonly #signIn: SignIn;
  readonly #keys = new Map<string, string>();

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#call<T>(path, 'GET');
  }

  /** What is no JSON, as it is. */
  file(path: string): Promise<Answer<Blob>> {
    return this.#call<Blob>(path, 'GET', undefined, {}, (response) => response.blob());
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
    acted();
    return answer;
  }

  async #call<T>(
    path: string,
    method: string,
    body?: object,
    headers: Record<string, string> = {},
    read: Read = asJson,
  ): Promise<Answer<T>> {
    const { token } = this.#signIn;
    const first = await this.#try<T>(path, method, body, headers, read);
    const expired = !first.ok && first.refusal !== 'offline' && EXPIRED.includes(first.refusal.code);
    if (!expired || !(await this.#signIn.renew(token))) return first;
    return this.#try<T>(path, method, body, headers, read);
  }

  async #try<T>(path: string, method: string, body: object | undefined, more: object, read: Read): Promise<Answer<T>> {
    const headers = {
      Authorization: `Bearer ${this.#signIn.token}`,
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...more,
    };
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await fetch(path, init).catch(() => null);
    if (!response) return { ok: false, refusal: 'offline' };
    const answered = await (response.ok ? read : asJson)(response).catch(() => null);
    if (response.ok && answered !== null) return { ok: true, value: answered as T };
    return { ok: false, refusal: isProblem(answered) ? answered : 'offline' };
  }
}
