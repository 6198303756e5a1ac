/** The shorthand in which resources say what they call. */
import type { Ask, CallOptions, Query, Send } from './transport.ts';

export type { Send } from './transport.ts';

export function callsOf(send: Send) {
  const bodyOf = async <T>(ask: Ask): Promise<T> => (await send<T>(ask)).body;
  return {
    get: <T>(path: string, query?: Query, options?: CallOptions, as?: Ask['as']) =>
      bodyOf<T>({ method: 'GET', path, query, options, as }),
    post: <T>(path: string, body: unknown, options?: CallOptions) => bodyOf<T>({ method: 'POST', path, body, options }),
    /** What is sent as it is, under its own type. */
    postBytes: <T>(path: string, bytes: Blob, query?: Query, options?: CallOptions) =>
      bodyOf<T>({ method: 'POST', path, query, bytes, options }),
    /** Where a repetition does more and the service keeps no answer, since it holds a secret. */
    postOnce: <T>(path: string, body: unknown, options?: CallOptions) =>
      bodyOf<T>({ method: 'POST', path, body, options, once: true }),
    put: <T>(path: string, body: unknown, options?: CallOptions) => bodyOf<T>({ method: 'PUT', path, body, options }),
    /** With a query. */
    putTo: <T>(path: string, query: Query, body: unknown, options?: CallOptions) =>
      bodyOf<T>({ method: 'PUT', path, query, body, options }),
    patch: <T>(path: string, body: unknown, options?: CallOptions) =>
      bodyOf<T>({ method: 'PATCH', path, body, options }),
    remove: (path: string, options?: CallOptions) => bodyOf<void>({ method: 'DELETE', path, options }),
  };
}

/** An id as a part of a path. What would lead to another path is refused before anything is sent. */
export function segment(id: string): string {
  if (/^\.{0,2}$/u.test(id)) throw new TypeError(`${JSON.stringify(id)} cannot be an id`);
  return encodeURIComponent(id);
}
