import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newWebhookSecret, signedHeaders } from '../../../src/application/webhooks/signing.ts';

const BODY = '{"type":"refund.requested","text":"ชาม 👩‍👩‍👧 \\u0000"}';
const now = () => Date.now();

describe('a signature', () => {
  it('is verified by the public library with the same secret', () => {
    const secret = newWebhookSecret();
    const headers = signedHeaders([secret], 'evt_1-1', now(), BODY);
    expect(new Webhook(secret).verify(BODY, headers)).toEqual(JSON.parse(BODY));
  });

  it('is the one the library makes', () => {
    const secret = newWebhookSecret();
    const at = 1_700_000_000_999;
    expect(signedHeaders([secret], 'evt_1-1', at, BODY)).toEqual({
      'webhook-id': 'evt_1-1',
      'webhook-timestamp': '1700000000',
      'webhook-signature': new Webhook(secret).sign('evt_1-1', new Date(1_700_000_000_000), BODY),
    });
  });

  it('of two secrets is verified with either, and with no third', () => {
    const [one, two, three] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders([one, two], 'evt_1-1', now(), BODY);
    expect(headers['webhook-signature'].split(' ')).toHaveLength(2);
    for (const secret of [one, two]) expect(new Webhook(secret).verify(BODY, headers)).toBeDefined();
    expect(() => new Webhook(three).verify(BODY, headers)).toThrow('No matching signature');
  });

  it.each([
    ['another body', { body: `${BODY} ` }],
    ['another id', { headers: { 'webhook-id': 'evt_1-2' } }],
    ['another time', { headers: { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) + 5) } }],
  ])('does not cover %s', (_, { body = BODY, headers = {} }: { body?: string; headers?: object }) => {
    const secret = newWebhookSecret();
    const signed = signedHeaders([secret], 'evt_1-1', now(), BODY);
    expect(() => new Webhook(secret).verify(body, { ...signed, ...headers })).toThrow('No matching signature');
  });

  it('needs a secret', () => {
    expect(() => signedHeaders([], 'evt_1-1', 0, BODY)).toThrow('secret');
  });
});

describe('a secret', () => {
  it('is 24 random bytes in base64 after whsec_, another each time', () => {
    const secrets = Array.from({ length: 50 }, newWebhookSecret);
    for (const secret of secrets) expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/u);
    expect(new Set(secrets).size).toBe(50);
  });
});
