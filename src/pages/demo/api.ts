/** The demo page's calls: the demo's own routes, and the HTTP API with a person's token like anybody's client. */
import type { DemoRequest, DemoSpeed, DemoState, DemoTime, DemoTokens } from '../../contract/demo.ts';
import type { EventView } from '../../contract/event.ts';
import type { Problem } from '../../contract/problem.ts';

/** Why a call did not do what was asked, in a sentence. */
export class CallError extends Error {
  readonly code: string | undefined;

  constructor(problem: Partial<Problem>) {
    super(problem.detail ?? 'The server did not answer. Is it still running?');
    this.code = problem.code;
  }
}

async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, init).catch(() => null);
  if (!response) throw new CallError({});
  const body: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new CallError(body as Partial<Problem>);
  return body as T;
}

const post = <T>(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<T> =>
  call(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

export const demo = {
  state: () => call<DemoState>('/demo/state'),
  open: () => post<DemoRequest>('/demo/requests'),
  tokens: (requestId: string) => post<DemoTokens>('/demo/tokens', { requestId }),
  speed: (speed: DemoSpeed) => post<DemoTime>('/demo/speed', { speed }),
  /** Lets the marketplace do its part: pay the refund, or scan the parcel once more. */
  marketplace: (requestId: string) => post<object>('/demo/marketplace', { requestId }),
};

const bearer = (token: string): Record<string, string> => ({ Authorization: `Bearer ${token}` });

/** Something a person asks of a request, such as `approve` or `offers/ofr_1/withdraw`. Throws CallError. */
export const ask = (token: string, requestId: string, path: string, body: object): Promise<object> =>
  post(`/v1/requests/${requestId}/${path}`, body, { ...bearer(token), 'Idempotency-Key': crypto.randomUUID() });

/** The whole history of a request, oldest first. Throws CallError. */
export async function historyOf(token: string, requestId: string): Promise<EventView[]> {
  const events: EventView[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query = cursor ? `?cursor=${encodeURIComponent(cursor)}` : '';
    const page: { items: EventView[]; nextCursor: string | null } = await call(
      `/v1/requests/${requestId}/events${query}`,
      { headers: bearer(token) },
    );
    events.push(...page.items);
    cursor = page.nextCursor;
  }
  return events;
}
