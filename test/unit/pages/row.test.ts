import { describe, expect, it } from 'vitest';
import { ERASED, erasedSaid } from '../../../src/contract/erased-mark.ts';
import type { Deadline, Offer, RequestView } from '../../../src/contract/request.ts';
import { en } from '../../../src/i18n/seller/en.ts';
import { sumOf } from '../../../src/pages/row/row.ts';
import { timeLeft } from '../../../src/pages/row/time-left.ts';

const NOW = Date.parse('2026-11-23T03:00:00.000Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('the time that a request has left', () => {
  it.each([
    [26 * HOUR, 'respond_by', '1 d 2 h left', 'calm'],
    [3 * HOUR, 'respond_by', '3 h 0 min left', 'near'],
    [12 * MINUTE, 'respond_by', '12 min left', 'soon'],
    [40_000, 'respond_by', '0 min 40 s left', 'soon'],
    [-HOUR, 'ship_by', '1 h 0 min overdue', 'over'],
    [-HOUR, 'respond_by', 'time is over', 'over'],
  ] as [number, Deadline['kind'], string, string][])('%d ms before %s is “%s”', (left, kind, text, tone) => {
    const deadline = { kind, at: new Date(NOW + left).toISOString(), overdue: false, extended: false };
    expect(timeLeft(deadline, NOW, en)).toEqual({ text, tone });
  });

  it.each([
    [23 * HOUR + 59 * MINUTE, '23 h left'],
    [3 * HOUR + 59 * MINUTE, '3 h 59 min left'],
  ])('in a list is said in whole hours while it does not press: %d ms', (left, text) => {
    const at = new Date(NOW + left).toISOString();
    const deadline: Deadline = { kind: 'offer_expires', at, overdue: false, extended: false };
    expect(timeLeft(deadline, NOW, en, en.leftWholeHours).text).toBe(text);
  });
});

it('what was erased is said in the words of who reads, wherever it stands', () => {
  const request = { text: ERASED, items: [{ title: 'Bowl' }], shipTo: { lines: [ERASED], country: 'TH' }, offer: null };
  expect(erasedSaid(request, en.erased)).toEqual({
    text: '[Erased: personal data]',
    items: [{ title: 'Bowl' }],
    shipTo: { lines: ['[Erased: personal data]'], country: 'TH' },
    offer: null,
  });
});

describe('the sum that a row shows', () => {
  const of = (status?: Offer['status']): string => {
    const offer = status ? { status, amount: { amount: 4_960, currency: 'THB' }, percent: 80 } : null;
    return sumOf({ claimValue: { amount: 6_200, currency: 'THB' }, offer } as RequestView, en, 'en');
  };
  it('is what was asked for, and once money was offered how much of it', () => {
    expect(of()).toBe('฿62.00');
    expect(of('pending')).toBe('฿49.60 of ฿62.00 (80%)');
    expect(of('accepted')).toBe('฿49.60 of ฿62.00 (80%)');
  });
  it('is the claim again when the offer came to nothing', () => {
    for (const status of ['rejected', 'expired', 'withdrawn'] as const) expect(of(status)).toBe('฿62.00');
  });
});
