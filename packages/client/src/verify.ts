/**
 * Whether a webhook is Parley's (Standard Webhooks 1.0): its signature is of a secret you have, over its id, its time and
 * its very bytes, and it is not old. Uses Web Crypto, whose `verify` takes the same time whatever differs.
 *
 * A verified webhook may still come twice: drop repeats by `webhook-id`, which is the event's id.
 */
import type { WebhookBody, WebhookPing } from './types.ts';

export type RefusedBecause =
  | 'header_missing'
  | 'timestamp_invalid'
  | 'too_old'
  | 'too_new'
  | 'signature_invalid'
  | 'body_invalid';

/** The webhook is not to be trusted: answer 400 and do nothing. */
export class WebhookRefused extends Error {
  readonly because: RefusedBecause;

  constructor(because: RefusedBecause, message: string) {
    super(message);
    this.name = 'WebhookRefused';
    this.because = because;
  }
}

export interface VerifyOptions {
  /** `whsec_…`; several while you rotate. */
  secret: string | readonly string[];
  /** As they came: a `Headers`, or Node's and Express's `req.headers`. */
  headers: Headers | Record<string, string | readonly string[] | undefined>;
  /** The body as it came, before any parsing: in Express, of `express.raw({ type: 'application/json' })`. */
  body: string | Uint8Array;
  /** How far its time may be from `now`, both ways. Default 300. */
  toleranceSeconds?: number;
  /** The time, in milliseconds. Default the clock's. */
  now?: number;
}
/** A webhook that is Parley's, with the id by which repeats are dropped: an event, or a test by `webhooks.ping`. */
export type VerifiedWebhook = (WebhookBody | WebhookPing) & { id: string };

const TOLERANCE_SECONDS = 300;
const VERSION = 'v1';

/** The payload. Throws `WebhookRefused`, and a `TypeError` for a secret that is none. */
export async function verifyWebhook(options: VerifyOptions): Promise<VerifiedWebhook> {
  const { toleranceSeconds = TOLERANCE_SECONDS, now = Date.now() } = options;
  const keys = await Promise.all([options.secret].flat().map(importKey));
  if (keys.length === 0) throw new TypeError('verifyWebhook needs a secret');
  const header = (name: string): string => requireHeader(options.headers, name);
  const [id, timestamp, signatures] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')];
  requireRecent(timestamp, now / 1000, toleranceSeconds);
  const bytes = typeof options.body === 'string' ? new TextEncoder().encode(options.body) : options.body;
  if (!(await isSigned(keys, signatures, signedContent(id, timestamp, bytes)))) {
    const message = 'No signature is of a secret given. Is it the secret of this endpoint, and the body as it came?';
    throw new WebhookRefused('signature_invalid', message);
  }
  return { ...parse(bytes), id };
}

function importKey(secret: string): Promise<CryptoKey> {
  const encoded = secret.replace(/^whsec_/u, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/u.test(encoded) || encoded === '')
    throw new TypeError('a webhook secret is whsec_ and base64');
  return crypto.subtle.importKey('raw', fromBase64(encoded), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

function requireHeader(headers: VerifyOptions['headers'], name: string): string {
  const found = isHeaders(headers) ? headers.get(name) : Object.entries(headers).find(isNamed(name))?.[1];
  const value = Array.isArray(found) ? found.join(' ') : found;
  if (typeof value === 'string' && value !== '') return value;
  throw new WebhookRefused('header_missing', `The header ${name} is missing.`);
}
/** Also those of another fetch than the runtime's. */
const isHeaders = (headers: VerifyOptions['headers']): headers is Headers => typeof headers.get === 'function';
const isNamed =
  (name: string) =>
  ([key]: [string, unknown]): boolean =>
    key.toLowerCase() === name;

function requireRecent(timestamp: string, nowSeconds: number, tolerance: number): void {
  if (!/^\d{1,12}$/u.test(timestamp)) {
    throw new WebhookRefused('timestamp_invalid', 'webhook-timestamp is not a number of seconds.');
  }
  const age = Math.round(nowSeconds - Number(timestamp));
  if (age > tolerance)
    throw new WebhookRefused('too_old', `It was sent ${age} s ago; at most ${tolerance} s are accepted.`);
  if (age < -tolerance)
    throw new WebhookRefused('too_new', `Its time is ${-age} s ahead. Is this machine's clock right?`);
}

function signedContent(id: string, timestamp: string, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const content = new Uint8Array(head.length + body.length);
  content.set(head);
  content.set(body, head.length);
  return content;
}

/** Tries every signature with every key, whichever fits, so that the time taken does not tell which it was. */
async function isSigned(keys: CryptoKey[], header: string, content: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const signatures = header.split(' ').flatMap((each) => {
    const [version, encoded = ''] = each.split(',', 2);
    return version === VERSION && /^[A-Za-z0-9+/]{43}=$/u.test(encoded) ? [fromBase64(encoded)] : [];
  });
  const tried = signatures.slice(0, 10).flatMap((signature) => keys.map((key) => ({ signature, key })));
  const verdicts = await Promise.all(
    tried.map(({ signature, key }) => crypto.subtle.verify('HMAC', key, signature, content)),
  );
  return verdicts.includes(true);
}

function parse(bytes: Uint8Array): WebhookBody | WebhookPing {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new WebhookRefused('body_invalid', 'The body is signed but is not JSON.');
  }
}

const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
