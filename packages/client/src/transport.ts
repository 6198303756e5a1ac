/**
 * One call: who asks, what is asked, within which time, and again if need be. Everything the client does goes through
 * here. It uses what browsers and Node have in common: fetch, URL, AbortSignal, Web Crypto.
 */
import type { Problem } from '../../../src/contract/problem.ts';
import { ParleyProblem, ParleyUnreachable } from './errors.ts';
import { isUncertain, retryAfterSeconds, type Tries, waitBeforeNext } from './retry.ts';

/**
 * A person the integrator acts for: `buyer:buyer-1`, `seller:shop-1`, `agent:agent-1`, or with the member of staff who did it
 * `seller:shop-1:staff-7`. In an id, a colon is written `%3A` and a percent sign `%25` (`encodeURIComponent`).
 */
export type Actor = `${'buyer' | 'seller' | 'agent'}:${string}`;

interface Common {
  /** Where Parley is, `https://parley.example`; a path in front of `/v1` is kept. */
  baseUrl: string;
  /** Replaces the global `fetch`. */
  fetch?: typeof fetch;
  /** How often a call is tried again where that is safe. Default 4; 0 for never. */
  retries?: number;
  /** How long one attempt may take, in milliseconds. Default 20,000. */
  timeoutMs?: number;
}
interface AsIntegrator {
  /** The integrator's key. It belongs on a server, never in a page. */
  apiKey: string;
  token?: undefined;
  /** For whom it acts, unless a call says otherwise. */
  actor?: Actor;
}
interface AsPerson {
  /** A person token of `tokens.issue`, or what gets one: asked before every attempt, so that it can renew. */
  token: string | (() => string | Promise<string>);
  apiKey?: undefined;
  actor?: undefined;
}
export type ParleyOptions = Common & (AsIntegrator | AsPerson);

export interface CallOptions {
  /** For whom the integrator acts in this call. */
  actor?: Actor;
  /**
   * Names the call, so that a repetition is recognised for 24 hours. Made up if absent: then retries are safe, and a
   * second call is another one. Give one of your own (an order's id) to be safe across a restart of your process.
   */
  idempotencyKey?: string;
  /** Only if the request is still at this version (or has this ETag): else `version_mismatch`. */
  ifMatch?: number | string;
  /** Ends the call and its retries; it rejects with the signal's reason. */
  signal?: AbortSignal;
  retries?: number;
  timeoutMs?: number;
}
export type Query = object;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Ask {
  method: Method;
  /** With its ids in place. */
  path: string;
  query?: Query;
  body?: unknown;
  /** Instead of a body: sent as it is. */
  bytes?: Blob;
  options?: CallOptions;
  /** The ETag of what the caller has: 304 is then an answer. */
  ifNoneMatch?: string;
  /** Doing it twice does more than doing it once, and no idempotency key prevents that. */
  once?: true;
  /** What the answer is read as. Default JSON. Of a stream the timeout is for its beginning. */
  as?: 'json' | 'text' | 'bytes' | 'stream';
}
interface Answered<T> {
  status: number;
  headers: Headers;
  body: T;
}
export type Send = <T>(ask: Ask) => Promise<Answered<T>>;

/** What tests replace to see waits without waiting. */
export interface Surroundings {
  /** Resolves after this many milliseconds, or rejects with the signal's reason. */
  pause: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  random: () => number;
}

const RETRIES = 4;
const TIMEOUT_MS = 20_000;

export function createTransport(options: ParleyOptions, { pause, random }: Surroundings = SURROUNDINGS): Send {
  const base = options.baseUrl.replace(/\/+$/u, '');
  if (!/^https?:\/\//u.test(base) || !URL.canParse(base)) throw new TypeError(`baseUrl is no http(s) address: ${base}`);
  // Called as a function of no object: browsers refuse anything else.
  const doFetch = options.fetch ?? globalThis.fetch;

  return async <T>(ask: Ask): Promise<Answered<T>> => {
    const { signal, retries = options.retries ?? RETRIES } = ask.options ?? {};
    const key = ask.method === 'POST' && !ask.once ? (ask.options?.idempotencyKey ?? randomKey()) : undefined;
    const repeatable = !ask.once && (ask.method !== 'PATCH' || ask.options?.ifMatch === undefined);
    const tries: Tries = { retried: 0, waitedForRunningMs: 0 };
    /** An attempt of this call may have been done. */
    let inDoubt = false;
    for (;;) {
      signal?.throwIfAborted();
      try {
        return await attempt<T>(ask, key);
      } catch (error) {
        signal?.throwIfAborted();
        if (inDoubt && isRemoved(error, ask)) return { status: 204, headers: new Headers(), body: undefined as T };
        inDoubt ||= isUncertain(error);
        const wait = waitBeforeNext(error, tries, { retries, repeatable, random });
        if (wait === null) throw error;
        await pause(wait, signal);
      }
    }
  };

  async function attempt<T>(ask: Ask, key: string | undefined): Promise<Answered<T>> {
    const { timeoutMs = options.timeoutMs ?? TIMEOUT_MS, signal } = ask.options ?? {};
    const headers = await headersOf(ask, key);
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMs);
    try {
      const response = await doFetch(base + ask.path + queryOf(ask.query), {
        method: ask.method,
        headers,
        body: ask.bytes ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body)),
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, late.signal]) : late.signal,
      });
      return await read<T>(ask, response);
    } catch (cause) {
      if (cause instanceof ParleyProblem || cause instanceof ParleyUnreachable || signal?.aborted) throw cause;
      const why = late.signal.aborted ? `no answer within ${timeoutMs} ms` : `no whole answer came (${reason(cause)})`;
      throw new ParleyUnreachable(ask, why, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  async function headersOf({ body, bytes, options: call = {}, ifNoneMatch }: Ask, key: string | undefined) {
    const { apiKey, token } = options;
    const actor = call.actor ?? options.actor;
    return {
      Authorization: `Bearer ${apiKey ?? (typeof token === 'function' ? await token() : token)}`,
      ...(actor ? { 'Parley-Actor': actor } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(bytes === undefined ? {} : { 'Content-Type': bytes.type }),
      ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      ...(call.ifMatch === undefined ? {} : { 'If-Match': etagOf(call.ifMatch) }),
      ...(ifNoneMatch === undefined ? {} : { 'If-None-Match': ifNoneMatch }),
    };
  }
}

/** What is not there any more when it is to be removed again was removed by the attempt before. */
const isRemoved = (error: unknown, { method }: Ask): boolean =>
  method === 'DELETE' && error instanceof ParleyProblem && error.code === 'not_found';

const etagOf = (match: number | string): string => (typeof match === 'number' ? `"${match}"` : match);

/** What came back, if it is Parley's; throws the problem, or that something else answered. */
async function read<T>(ask: Ask, response: Response): Promise<Answered<T>> {
  const { status, headers } = response;
  const type = headers.get('content-type') ?? '';
  const askedToWait = retryAfterSeconds(headers.get('retry-after'), Date.now());
  const foreign = (): ParleyUnreachable => {
    const why = `${status} came from something that is not Parley (${type || 'no content type'}); is baseUrl right?`;
    return new ParleyUnreachable(ask, why, { status, retryAfterSeconds: askedToWait });
  };
  if (type.startsWith('application/problem+json')) {
    const problem = (await response.json()) as Partial<Problem> | null;
    // A gateway's problem documents have no code of ours.
    if (typeof problem?.code !== 'string') throw foreign();
    throw new ParleyProblem({ ...(problem as Problem), status }, ask, askedToWait);
  }
  const answered = <B>(body: B) => ({ status, headers, body: body as unknown as T });
  if (status === 204 || (status === 304 && ask.ifNoneMatch !== undefined)) return answered(undefined);
  if (response.ok && ask.as === 'bytes') return answered(new Uint8Array(await response.arrayBuffer()));
  if (response.ok && ask.as === 'stream') return answered(response.body);
  if (response.ok && ask.as === 'text') return answered(await response.text());
  if (response.ok && type.startsWith('application/json')) return answered(await response.json());
  await response.body?.cancel();
  throw foreign();
}

function queryOf(query: Query | undefined): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** The cause's own words where it has one: fetch itself only says that it failed. */
function reason(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message || inner.name : String(inner);
}

/** Made of random bytes, which pages have over http too; `randomUUID` they have over https only. */
const randomKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const SURROUNDINGS: Surroundings = {
  random: Math.random,
  pause: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal?.addEventListener('abort', stop, { once: true });
    }),
};
