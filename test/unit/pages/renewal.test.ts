import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Renewal, renewalIn } from '../../../src/pages/chat/renewal.ts';

const NOW = Date.parse('2026-11-23T03:00:00.000Z');
const MINUTE = 60_000;

/** A token that was made and ends so many milliseconds from NOW. */
const token = (made: number, ends: number): string =>
  `x.${btoa(JSON.stringify({ iat: (NOW + made) / 1000, exp: (NOW + ends) / 1000 }))}.x`;

describe('The next token', () => {
  it('is asked for a minute before the old one ends', () => {
    expect(renewalIn(token(0, 60 * MINUTE), NOW)).toBe(59 * MINUTE);
    expect(renewalIn(token(-50 * MINUTE, 10 * MINUTE), NOW)).toBe(9 * MINUTE);
  });

  it('is asked for after four fifths of a token that lives shorter than five minutes, never in a circle', () => {
    expect(renewalIn(token(0, MINUTE), NOW)).toBe(48_000);
    expect(renewalIn(token(0, 1_000), NOW)).toBe(1_000);
  });

  it.each([
    ['fast', 3 * 60 * MINUTE],
    ['slow', -3 * 60 * MINUTE],
  ])('is asked for in time by a device whose clock is %s by hours', (_what, off) => {
    expect(renewalIn(token(0, 60 * MINUTE), NOW + off)).toBe(59 * MINUTE);
  });

  it('is not waited for longer than timers can count', () => {
    expect(renewalIn(token(0, 365 * 24 * 60 * MINUTE), NOW)).toBe(2 ** 31 - 1);
  });

  it('is not asked for where the old one does not say when it ends', () => {
    expect(renewalIn('no token', NOW)).toBeUndefined();
  });
});

describe('Renewal', () => {
  const happened: unknown[] = [];
  let give: () => Promise<string | null>;
  let renewal: Renewal;

  beforeEach(() => {
    vi.useFakeTimers({ now: NOW });
    happened.length = 0;
    give = async () => token(0, 120 * MINUTE);
    renewal = new Renewal({
      renewToken: () => {
        happened.push('asked');
        return give();
      },
      use: (next) => {
        happened.push('used');
        renewal.started(next);
      },
      waiting: () => happened.push('waiting'),
      ended: () => happened.push('ended'),
    });
  });
  afterEach(() => {
    renewal.stop();
    vi.useRealTimers();
  });

  it('takes the next token before the old one ends, and plans the one after it', async () => {
    renewal.started(token(0, 60 * MINUTE));
    await vi.advanceTimersByTimeAsync(58 * MINUTE);
    expect(happened).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(happened).toEqual(['asked', 'used']);
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(happened).toEqual(['asked', 'used', 'asked', 'used']);
  });

  it('goes on without a next token until the old one has ended, and ends then', async () => {
    give = async () => null;
    renewal.started(token(0, 60 * MINUTE));
    await vi.advanceTimersByTimeAsync(60 * MINUTE);
    expect(happened).toEqual(['asked']);
    renewal.expired();
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['asked', 'asked', 'ended']);
  });

  it('asks a shop that does not answer again, with growing pauses, and ends when it never does', async () => {
    give = () => Promise.reject(new Error('no network'));
    renewal.expired();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(happened).toEqual(['asked', 'waiting', 'asked', 'waiting', 'asked', 'waiting']);
    give = async () => 'fresh';
    await vi.advanceTimersByTimeAsync(4_000);
    expect(happened.slice(-2)).toEqual(['asked', 'used']);

    vi.setSystemTime(Date.now() + MINUTE);
    give = () => Promise.reject(new Error('no network'));
    renewal.expired();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(happened.at(-1)).toBe('ended');
  });

  it('asks once at a time, and a token that arrives after the end of the old one still counts', async () => {
    let arrive: (token: string) => void = () => {};
    give = () => new Promise((resolve) => (arrive = resolve));
    renewal.started(token(0, 60 * MINUTE));
    await vi.advanceTimersByTimeAsync(59 * MINUTE);
    renewal.expired();
    arrive('fresh');
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['asked', 'used']);
  });

  it('asks again where a shop neither answers nor refuses', async () => {
    give = () => new Promise(() => {});
    renewal.expired();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(happened).toEqual(['asked', 'waiting']);
    give = async () => 'fresh';
    await vi.advanceTimersByTimeAsync(1_000);
    expect(happened.slice(-2)).toEqual(['asked', 'used']);
  });

  it('uses nothing that arrives after it was stopped', async () => {
    renewal.expired();
    renewal.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(happened).toEqual(['asked']);
  });
});
