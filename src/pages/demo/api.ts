/** The demo's own routes, as the stage asks them. */
import type { DemoRequest, DemoSpeed, DemoState, DemoTime, DemoTokens } from '../../contract/demo.ts';
import type { Problem } from '../../contract/problem.ts';

/** Why a call did not do what was asked, in a sentence. */
export class CallError extends Error {
  constructor(problem: Partial<Problem>) {
    super(problem.detail ?? 'The server did not answer. Is it still running?');
  }
}

async function call<T>(path: string, body?: object): Promise<T> {
  const headers = { 'Content-Type': 'application/json' };
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  const response = await fetch(`/demo/${path}`, init).catch(() => null);
  if (!response) throw new CallError({});
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new CallError(answer as Partial<Problem>);
  return answer as T;
}

export const demo = {
  state: () => call<DemoState>('state'),
  open: () => call<DemoRequest>('requests', {}),
  /** `locale` is the visitor's: shop and agent read in it. */
  tokens: (requestId: string, locale: string) => call<DemoTokens>('tokens', { requestId, locale }),
  speed: (speed: DemoSpeed) => call<DemoTime>('speed', { speed }),
  /** The world outside does its part: the refund is paid, or the parcel is scanned once more. */
  marketplace: (requestId: string) => call<object>('marketplace', { requestId }),
  /** The clock shows the request's deadline, just passed. */
  jump: (requestId: string) => call<DemoTime>('jump', { requestId }),
  /** The request's story from its beginning, as another request. */
  startOver: (requestId: string) => call<DemoRequest>('start-over', { requestId }),
};
