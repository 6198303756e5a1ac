/**
 * TikTok Shop's signatures, both HMAC-SHA256 in lowercase hex under the app's secret.
 *
 * - Calls ("Sign your API request"): the query without `sign` and `access_token`, sorted by name, as `{name}{value}` one
 *   after the other; the path before it, the body after it (not of multipart bodies); all of it between two secrets.
 * - Webhooks ("Webhooks overview"): the app's key and the body as it arrived. No time is in it, so that a webhook can be
 *   replayed; it only says where to look.
 */
import { createHmac } from 'node:crypto';

export interface Signed {
  path: string;
  query: Readonly<Record<string, string>>;
  /** Exactly as it is sent; absent for GET and multipart. */
  body?: string;
}

const UNSIGNED = new Set(['sign', 'access_token']);

export function signCall({ path, query, body = '' }: Signed, secret: string): string {
  const names = Object.keys(query).filter((name) => !UNSIGNED.has(name));
  const listed = names
    .sort()
    .map((name) => `${name}${query[name]}`)
    .join('');
  return createHmac('sha256', secret).update(`${secret}${path}${listed}${body}${secret}`).digest('hex');
}

export function signWebhook(body: Buffer, { appKey, appSecret }: { appKey: string; appSecret: string }): string {
  return createHmac('sha256', appSecret).update(appKey).update(body).digest('hex');
}
