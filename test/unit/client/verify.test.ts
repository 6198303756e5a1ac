import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { type VerifyOptions, verifyWebhook, WebhookRefused } from '../../../packages/client/src/index.ts';
import { newWebhookSecret, signedHeaders } from '../../../src/application/webhooks/signing.ts';

const NOW = Date.parse('2026-11-23T02:30:00.000Z');
const SECRET = newWebhookSecret();
const OTHER = newWebhookSecret();
const ID = 'evt_1-3';
/** With letters of more than one byte: what is signed is bytes. */
const BODY = JSON.stringify({
  type: 'request.handed_back',
  timestamp: new Date(NOW).toISOString(),
  data: { event: { id: ID, seq: 3 }, request: { id: 'req_1', text: 'ได้ชามมาใบเดียว' } },
});

/** Headers as the public library signs. */
const signed = (secret = SECRET, at = NOW, body = BODY) => ({
  'webhook-id': ID,
  'webhook-timestamp': String(at / 1000),
  'webhook-signature': new Webhook(secret).sign(ID, new Date(at), body),
});
const verify = (changes: Partial<VerifyOptions> = {}) =>
  verifyWebhook({ secret: SECRET, headers: signed(), body: BODY, now: NOW, ...changes });
const because = async (changes: Partial<VerifyOptions>) => {
  const error = await verify(changes).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(WebhookRefused);
  return error.because;
};

describe('a webhook is accepted', () => {
  it('as the public library signs it, with the id by which repeats are dropped', async () => {
    expect(await verify()).toEqual({ ...JSON.parse(BODY), id: ID });
  });

  it('as Parley signs it, which the public library accepts too', async () => {
    const now = Date.now();
    const headers = signedHeaders([SECRET], ID, now, BODY);
    expect(new Webhook(SECRET).verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(await verify({ headers, now })).toMatchObject({ type: 'request.handed_back' });
  });

  it.each<[string, Partial<VerifyOptions>]>([
    ['as bytes', { body: new TextEncoder().encode(BODY) }],
    ['as a Buffer, which may be part of a larger one', { body: Buffer.from(`..${BODY}`).subarray(2) }],
    ['with Headers', { headers: new Headers(signed()) }],
    [
      'with Headers of another fetch',
      { headers: { get: (name: string) => new Headers(signed()).get(name) } as Headers },
    ],
    [
      'with headers in capitals',
      { headers: Object.fromEntries(Object.entries(signed()).map(([k, v]) => [k.toUpperCase(), v])) },
    ],
    ['by the clock of this machine', { headers: signed(SECRET, Math.floor(Date.now() / 1000) * 1000), now: undefined }],
    ['of the new secret or the old one', { secret: [OTHER, SECRET] }],
    ['of a secret without its prefix', { secret: SECRET.replace('whsec_', '') }],
    ['five minutes old', { now: NOW + 300_000 }],
    ['five minutes ahead', { now: NOW - 300_000 }],
    ['older, where that is allowed', { now: NOW + 3_600_000, toleranceSeconds: 3_600 }],
  ])('%s', async (_, changes) => {
    expect(await verify(changes)).toMatchObject({ id: ID });
  });

  it('with the signatures of both secrets while they rotate, whichever the receiver has', async () => {
    const headers = signedHeaders([OTHER, SECRET], ID, NOW, BODY);
    expect(await verify({ headers })).toMatchObject({ id: ID });
    expect(await verify({ headers, secret: OTHER })).toMatchObject({ id: ID });
  });

  it('with signatures of other kinds beside its own', async () => {
    const headers = { ...signed(), 'webhook-signature': `v1a,AAAA v1,short ${signed()['webhook-signature']}` };
    expect(await verify({ headers })).toMatchObject({ id: ID });
  });
});

describe('a webhook is refused', () => {
  it.each<[string, Partial<VerifyOptions>]>([
    ['of another secret', { secret: OTHER }],
    ['with another body', { body: BODY.replace('req_1', 'req_2') }],
    ['with a body that was parsed and written again', { body: JSON.stringify(JSON.parse(BODY), null, 1) }],
    ['with another id', { headers: { ...signed(), 'webhook-id': 'evt_1-4' } }],
    ['with another time', { headers: { ...signed(), 'webhook-timestamp': String(NOW / 1000 + 1) } }],
    ['with a signature of another kind only', { headers: { ...signed(), 'webhook-signature': 'v1a,AAAA' } }],
    ['with a signature that is no base64', { headers: { ...signed(), 'webhook-signature': `v1,${'*'.repeat(44)}` } }],
  ])('%s', async (_, changes) => {
    expect(await because(changes)).toBe('signature_invalid');
    const { secret = SECRET, headers = signed(), body = BODY } = changes;
    const library = new Webhook(String(secret));
    expect(() => library.verify(String(body), headers as Record<string, string>)).toThrow();
  });

  it('from too long ago, or from the future', async () => {
    expect(await because({ now: NOW + 301_000 })).toBe('too_old');
    expect(await because({ now: NOW - 301_000 })).toBe('too_new');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])('without %s, naming it', async (name) => {
    const headers = { ...signed(), [name]: undefined };
    expect(await because({ headers })).toBe('header_missing');
    await expect(verify({ headers })).rejects.toThrow(name);
  });

  it.each(['soon', '-1', '1e9', '2026-11-23'])('with %s for a time', async (timestamp) => {
    expect(await because({ headers: { ...signed(), 'webhook-timestamp': timestamp } })).toBe('timestamp_invalid');
  });

  it('signed but not JSON', async () => {
    expect(await because({ headers: signed(SECRET, NOW, 'ok'), body: 'ok' })).toBe('body_invalid');
  });
});

describe('a secret that is none is a mistake of the receiver, not of the sender', () => {
  it.each<[string, string | string[]]>([
    ['none', []],
    ['an empty one', ''],
    ['not base64', 'whsec_<secret>'],
    ['base64 that is cut off', `${SECRET.slice(0, -3)}`],
  ])('%s', async (_, secret) => {
    await expect(verify({ secret })).rejects.toThrow(TypeError);
  });
});
