import { describe, expect, it } from 'vitest';
import { deliveryTo, rotated, sealSecret, secretsAt, wants } from '../../../src/application/webhooks/endpoints.ts';
import type { MessageHead, Replay } from '../../../src/application/webhooks/ports.ts';
import { afterAll, positionOf } from '../../../src/application/webhooks/position.ts';
import { replayFrom } from '../../../src/application/webhooks/replays.ts';
import { excerpt } from '../../../src/channels/webhooks/excerpt.ts';
import { endpoint } from '../../contract/webhook-data.ts';

const KEYS = ['a-secret-of-the-tests-0123456789abcdef'];
const DAY = 24 * 3_600_000;
const head: MessageHead = {
  eventId: 'evt_8f14-3',
  requestId: 'req_8f14',
  seq: 3,
  type: 'offer.proposed',
  at: '2026-11-22T09:30:00.000Z',
};

describe('the secrets of an endpoint', () => {
  const sealed = (secret: string) => sealSecret(secret, 'whk_1', KEYS);

  it('are stored sealed, and open for this endpoint only', () => {
    const secrets = [sealed('whsec_one')];
    expect(JSON.stringify(secrets)).not.toContain('whsec');
    expect(secretsAt(endpoint({ secrets }), KEYS, 0)).toEqual(['whsec_one']);
    expect(secretsAt(endpoint({ id: 'whk_2', secrets }), KEYS, 0)).toEqual([]);
    expect(secretsAt(endpoint({ secrets }), ['another-key'], 0)).toEqual([]);
  });

  it('after a rotation sign both for a day, the new one first', () => {
    const secrets = rotated([sealed('whsec_one')], sealed('whsec_two'), 1_000);
    expect(secretsAt(endpoint({ secrets }), KEYS, 1_000 + DAY - 1)).toEqual(['whsec_two', 'whsec_one']);
    expect(secretsAt(endpoint({ secrets }), KEYS, 1_000 + DAY)).toEqual(['whsec_two']);
  });

  it('rotated again keep their own days, and are never more than four', () => {
    let secrets = [sealed('whsec_0')];
    for (let n = 1; n <= 5; n += 1) secrets = rotated(secrets, sealed(`whsec_${n}`), n);
    expect(secretsAt(endpoint({ secrets }), KEYS, 6)).toEqual(['whsec_5', 'whsec_4', 'whsec_3', 'whsec_2']);
    expect(secrets.map(({ until }) => until)).toEqual([null, 5 + DAY, 4 + DAY, 3 + DAY]);
    expect(rotated(secrets, sealed('whsec_6'), 10 * DAY)).toHaveLength(2);
  });
});

describe('a delivery', () => {
  it('has an id made of its endpoint and its event', () => {
    expect(deliveryTo('whk_abc', head)).toEqual({ ...head, id: 'dlv_abc-8f14-3', endpointId: 'whk_abc' });
  });

  it('is wanted where its type is named, or none is', () => {
    expect(wants(endpoint(), head)).toBe(true);
    expect(wants(endpoint({ events: ['offer.proposed'] }), head)).toBe(true);
    expect(wants(endpoint({ events: ['refund.requested'] }), head)).toBe(false);
  });
});

describe('positions', () => {
  it('sort by time, then by request, then by number', () => {
    const positions = [
      positionOf({ ...head, at: '2026-11-22T09:29:59.999Z', seq: 12 }),
      positionOf({ ...head, seq: 9 }),
      positionOf({ ...head, seq: 10 }),
      positionOf({ ...head, requestId: 'req_9', seq: 1 }),
      afterAll(head.at),
      positionOf({ ...head, at: '2026-11-22T09:30:00.001Z', seq: 1 }),
    ];
    expect(positions.toSorted()).toEqual(positions);
  });
});

describe('a replay', () => {
  const underway = (changes: Partial<Replay> = {}): Replay => ({
    since: '2026-11-20T00:00:00.000Z',
    until: '2026-11-22T00:00:00.000Z',
    done: '',
    lease: { owner: 'a', until: 5 },
    ...changes,
  });
  const until = '2026-11-23T00:00:00.000Z';
  const since = '2026-11-21T00:00:00.000Z';

  it('starts at its instant', () => {
    expect(replayFrom(since, until, null)).toEqual({ since, until, done: '', lease: null });
  });

  it('takes in what another one still had ahead', () => {
    expect(replayFrom(since, until, underway()).since).toBe('2026-11-20T00:00:00.000Z');
    const half = underway({ done: '2026-11-20T12:00:00.000Z req_1 000000001' });
    expect(replayFrom(since, until, half).since).toBe('2026-11-20T12:00:00.000Z');
    const almost = underway({ done: '2026-11-21T12:00:00.000Z req_1 000000001' });
    expect(replayFrom(since, until, almost)).toEqual({ since, until, done: '', lease: null });
  });
});

describe('an excerpt of an answer', () => {
  it('is the first 1,000 characters, whole ones', () => {
    expect(excerpt(Buffer.from('a'.repeat(5_000)))).toBe('a'.repeat(1_000));
    expect(excerpt(Buffer.from(`${'a'.repeat(999)}😀b`))).toBe('a'.repeat(999));
    expect(excerpt(Buffer.from('ชาม 😀'))).toBe('ชาม 😀');
  });

  it('holds no control characters but lines and tabs, and is text whatever came', () => {
    expect(excerpt(Buffer.from('a\0b\u001b[31m\n\tc\u009b'))).toBe('a\ufffdb\ufffd[31m\n\tc\ufffd');
    expect(excerpt(Buffer.from([0xff, 0xfe, 0x41])).isWellFormed()).toBe(true);
    expect(excerpt(Buffer.alloc(0))).toBe('');
  });
});
