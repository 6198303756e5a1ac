/** The board's calls over HTTP, with the agent's token. They throw nothing: a refusal is an answer. */
import type { EventView } from '../../contract/event.ts';
import type { Problem } from '../../contract/problem.ts';
import type { RequestView } from '../../contract/request.ts';
import { acted } from '../session/asked-line.ts';

export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem | 'offline' };

const RENEWABLE = new Set(['token_expired', 'unauthenticated']);

export class Api {
  readonly #token: () => string;
  readonly #renewToken: () => Promise<string | null>;

  constructor(token: () => string, renewToken: () => Promise<string | null>) {
    this.#token = token;
    this.#renewToken = renewToken;
  }

  async #call<T>(path: string, init: RequestInit = {}, token = this.#token(), again = true): Promise<Answer<T>> {
    const headers = { ...init.headers, Authorization: `Bearer ${token}` };
    const response = await fetch(`/v1/${path}`, { ...init, headers }).catch(() => null);
    const body: unknown = await response?.json().catch(() => null);
    if (!response || body === null) return { ok: false, problem: 'offline' };
    if (response.ok) return { ok: true, value: body as T };
    const problem = body as Problem;
    const renewed = again && RENEWABLE.has(problem.code) ? await this.#renewToken() : null;
    return renewed ? this.#call(path, init, renewed, false) : { ok: false, problem };
  }

  read = (requestId: string): Promise<Answer<RequestView>> => this.#call(`requests/${encodeURIComponent(requestId)}`);

  /** Does something to a request, such as `extend` or `offers/ofr_1/withdraw`; the effect happens once. */
  act(requestId: string, path: string, body: object): Promise<Answer<RequestView>> {
    return this.#call<RequestView>(`requests/${encodeURIComponent(requestId)}/${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify(body),
    }).finally(acted);
  }

  /** The whole history, oldest first. */
  async events(requestId: string): Promise<Answer<EventView[]>> {
    const events: EventView[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page: Answer<{ items: EventView[]; nextCursor: string | null }> = await this.#call(
        `requests/${encodeURIComponent(requestId)}/events?limit=100${query}`,
      );
      if (!page.ok) return page;
      events.push(...page.value.items);
      cursor = page.value.nextCursor;
    }
    return { ok: true, value: events };
  }
}
