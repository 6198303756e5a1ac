import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptOf, outcomeOf } from '../../../src/application/webhooks/attempts.ts';
import { deliveryTo } from '../../../src/application/webhooks/endpoints.ts';
import type { Delivery } from '../../../src/application/webhooks/ports.ts';
import { retryAfter } from '../../../src/application/webhooks/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WAITS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR];
const random = fc.double({ min: 0, max: 0.999_999, noNaN: true });

describe('a retry', () => {
  it('comes after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h, and then never', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((failures) => retryAfter(failures, 0))).toEqual([...WAITS, null, null]);
  });

  it('comes a little later by chance: never sooner than the schedule says, at most a fifth later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), random, (failures, chance) => {
        const wait = retryAfter(failures, chance) ?? 0;
        const scheduled = WAITS[failures - 1] ?? 0;
        expect(wait).toBeGreaterThanOrEqual(scheduled);
        expect(wait).toBeLessThanOrEqual(scheduled * 1.2);
      }),
    );
    expect(retryAfter(1, 0.5)).toBe(5_500);
  });
});

const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  ...deliveryTo('whk_1', {
    eventId: 'evt_1-1',
    requestId: 'req_1',
    seq: 1,
    type: 'request.opened',
    at: '2026-11-22T09:30:00.000Z',
  }),
  revision: 4,
  status: 'pending',
  failures: 0,
  nextAttemptAt: null,
  attempts: [],
  ...changes,
});
const answered = (status: number | null, error: string | null = null) =>
  attemptOf({ status, durationMs: 12, response: status === null ? null : 'ok', error }, 0);

describe('an attempt', () => {
  it.each([200, 201, 204, 299])('that was answered with %i delivers', (status) => {
    const attempt = answered(status);
    expect(outcomeOf(delivery({ failures: 2 }), attempt, 1_000, 0)).toEqual({
      id: 'dlv_1-1-1',
      revision: 4,
      status: 'delivered',
      failures: 2,
      nextAttemptAt: null,
      attempts: [{ at: '1970-01-01T00:00:00.000Z', status, durationMs: 12, response: 'ok', error: null }],
    });
  });

  it.each([
    [100, 'It answered 100.'],
    [301, 'It answered 301: redirects are not followed.'],
    [308, 'It answered 308: redirects are not followed.'],
    [404, 'It answered 404.'],
    [410, 'It answered 410: there is nobody any more.'],
    [500, 'It answered 500.'],
  ])('that was answered with %i fails: %s', (status, error) => {
    const attempt = answered(status);
    expect(attempt.error).toBe(error);
    expect(outcomeOf(delivery(), attempt, 1_000, 0)).toMatchObject({
      status: 'pending',
      failures: 1,
      nextAttemptAt: 6_000,
    });
  });

  it('without an answer fails with why', () => {
    expect(answered(null, 'The connection was refused.')).toMatchObject({
      status: null,
      error: 'The connection was refused.',
    });
  });

  it('that is the seventh to fail is the last', () => {
    expect(outcomeOf(delivery({ failures: 6 }), answered(500), 1_000, 0)).toMatchObject({
      status: 'dead',
      failures: 7,
      nextAttemptAt: null,
    });
  });

  it('is logged behind the others, of which the latest 20 are kept', () => {
    const before = Array.from({ length: 20 }, (_, n) => ({ ...answered(500), durationMs: n }));
    const { attempts } = outcomeOf(delivery({ attempts: before }), answered(200), 0, 0);
    expect(attempts).toHaveLength(20);
    expect(attempts.at(0)?.durationMs).toBe(1);
    expect(attempts.at(-1)?.status).toBe(200);
  });
});
