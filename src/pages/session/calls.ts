/**
 * A page's calls of the HTTP API with its person's token. Every call settles with what was answered or why it was refused;
 * `offline` means that nobody answered. A POST that nobody answered keeps its idempotency key, so that the same thing
 * asked again is done once.
 */
import { isProblem, ParleyProblem } from '../../../packages/client/src/errors.ts';
import { type Ask, createTransport, type Send } from '../../../packages/client/src/transport.ts';
import type { EventView } from '../../contract/event.ts';
import { acted } from './asked-line.ts';
import { randomKey } from './http.ts';
import { isOfToken } from './refusals.ts';
import type { SignIn } from './sign-in.ts';

export type Refusal = ParleyProblem | 'offline';
export type Answer<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

export class Calls {
  readonly #signIn: SignIn;
  readonly #send: Send;
  readonly #keys = new Map<string, string>();

  constructor(signIn: SignIn) {
    this.#signIn = signIn;
    // Whoever looks at the page is told at once, and tries again.
    this.#send = createTransport({ baseUrl: location.origin, token: () => signIn.token, retries: 0 });
  }

  get<T>(path: string): Promise<Answer<T>> {
    return this.#call<T>({ method: 'GET', path });
  }

  /** What is no JSON, as it is. `timeoutMs`: where it may take longer than other calls. */
  file(path: string, timeoutMs?: number): Promise<Answer<Uint8Array<ArrayBuffer>>> {
    return this.#call({ method: 'GET', path, as: 'bytes', ...(timeoutMs ? { options: { timeoutMs } } : {}) });
  }

  patch<T>(path: string, body: object): Promise<Answer<T>> {
    return this.#call<T>({ method: 'PATCH', path, body });
  }

  put<T>(path: string, body: object): Promise<Answer<T>> {
    return this.#call<T>({ method: 'PUT', path, body });
  }

  /** `signal` gives the call up, where it changes nothing. */
  async post<T>(path: string, body: object, signal?: AbortSignal): Promise<Answer<T>> {
    const what = `${path} ${JSON.stringify(body)}`;
    const idempotencyKey = this.#keys.get(what) ?? randomKey();
    this.#keys.set(what, idempotencyKey);
    const answer = await this.#call<T>({
      method: 'POST',
      path,
      body,
      options: { idempotencyKey, ...(signal ? { signal } : {}) },
    });
    if (answer.ok || (answer.refusal !== 'offline' && answer.refusal.status < 500)) this.#keys.delete(what);
    acted();
    return answer;
  }

  /** The whole history of a request, oldest first. */
  async history(requestId: string): Promise<Answer<EventView[]>> {
    const events: EventView[] = [];
    const path = `/v1/requests/${encodeURIComponent(requestId)}/events`;
    let query: Record<string, string> | undefined = {};
    while (query) {
      const asked: string = `${path}?${new URLSearchParams({ limit: '100', ...query })}`;
      const page: Answer<{ items: EventView[]; nextCursor: string | null }> = await this.get(asked);
      if (!page.ok) return page;
      events.push(...page.value.items);
      query = page.value.nextCursor === null ? undefined : { cursor: page.value.nextCursor };
    }
    return { ok: true, value: events };
  }

  async #call<T>(ask: Ask): Promise<Answer<T>> {
    const { token } = this.#signIn;
    try {
      return { ok: true, value: (await this.#send<T>(ask)).body };
    } catch (error) {
      const expired = isProblem(error) && isOfToken(error);
      if (!expired || !(await this.#signIn.renew(token))) return { ok: false, refusal: refusalOf(error) };
    }
    return this.#send<T>(ask).then(
      ({ body }): Answer<T> => ({ ok: true, value: body }),
      (error: unknown): Answer<T> => ({ ok: false, refusal: refusalOf(error) }),
    );
  }
}

const refusalOf = (error: unknown): Refusal => (error instanceof ParleyProblem ? error : 'offline');
