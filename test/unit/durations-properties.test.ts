/** Properties of rules 1 and 11, over zones whose clocks do everything clocks do, and over random calendars. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Calendar, DURATION_UNITS, type Duration } from '../../src/contract/policy.ts';
import { addDuration, addTime, type Place, resumeDeadline, timeLeft } from '../../src/domain/durations.ts';

const DAY = 86_400_000;
/** Changes of the clock: both directions, at night and at midnight, by half an hour, and a date left out. */
const CHANGES: [zone: string, ...instants: string[]][] = [
  ['America/New_York', '2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z'],
  ['Europe/London', '2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z', '2026-10-03T15:30:00Z'],
  ['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-10-29T21:00:00Z'],
  ['Asia/Beirut', '2026-03-28T22:00:00Z', '2026-10-24T21:00:00Z'],
  ['America/Santiago', '2026-04-05T03:00:00Z', '2026-09-06T04:00:00Z'],
  ['America/St_Johns', '2010-03-14T03:31:00Z', '2010-11-07T02:31:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Asia/Bangkok', '2026-11-22T00:00:00Z'],
];

interface Around {
  zone: string;
  change: number;
}
const around: fc.Arbitrary<Around> = fc
  .constantFrom(...CHANGES.flatMap(([zone, ...instants]) => instants.map((text) => ({ zone, text }))))
  .map(({ zone, text }) => ({ zone, change: Date.parse(text) }));

/** A moment within the week around a change, most often within hours of it. */
const near = (change: number) =>
  fc
    .oneof(
      { weight: 3, arbitrary: fc.integer({ min: -3 * 3_600_000, max: 3 * 3_600_000 }) },
      { weight: 2, arbitrary: fc.integer({ min: -30 * 3_600_000, max: 30 * 3_600_000 }) },
      { weight: 1, arbitrary: fc.integer({ min: -5 * DAY, max: 5 * DAY }) },
      { weight: 1, arbitrary: fc.constantFrom(-3_600_000, -1, 0, 1, 1_800_000, 3_600_000) },
    )
    .map((shift) => new Date(change + shift).toISOString());

const datesNear = (change: number) =>
  fc.array(
    fc.integer({ min: -6, max: 12 }).map((day) => new Date(change + day * DAY).toISOString().slice(0, 10)),
    { maxLength: 6 },
  );

const calendarNear = (change: number): fc.Arbitrary<Calendar> =>
  fc.record({
    holidays: fc.constantFrom(null, 'US', 'TH', 'GB-ENG'),
    weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
    extraHolidays: datesNear(change),
    workingDays: datesNear(change),
  });

const duration: fc.Arbitrary<Duration> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ value: fc.integer({ min: 1, max: 4 }), unit: fc.constant('working_day' as const) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ value: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom(...DURATION_UNITS) }),
  },
);

/** A place, a duration, and three moments near a change of that place's clock, in order. */
const scene = around.chain(({ zone, change }) =>
  fc.record({
    place: calendarNear(change).map((calendar): Place => ({ zone, calendar })),
    duration,
    moments: fc.tuple(near(change), near(change), near(change)).map((list) => list.sort()),
  }),
);
const RUNS = { numRuns: 500 };
type Moments = [string, string, string];

describe('rule 11, for every zone and calendar', () => {
  it('a deadline is after its start', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments }) => {
        for (const start of moments) expect(addDuration(start, duration, place) > start).toBe(true);
      }),
      RUNS,
    );
  });

  it('a later start never gives an earlier deadline', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments }) => {
        const ends = moments.map((start) => addDuration(start, duration, place));
        expect([...ends].sort()).toEqual(ends);
      }),
      RUNS,
    );
  });

  it('a longer duration never gives an earlier deadline', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments: [start] }) => {
        const longer = { ...duration, value: duration.value + 1 };
        // Equal only where the date between them was left out, as on Samoa's 30 December 2011.
        expect(addDuration(start as string, longer, place) >= addDuration(start as string, duration, place)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe("time on a deadline's own clock, for every zone and calendar", () => {
  it('addTime gives back the deadline that timeLeft measured', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments }) => {
        const [start, from] = moments as Moments;
        const end = addDuration(start, duration, place);
        fc.pre(from < end && !leftOut(end, place));
        const left = timeLeft(from, end, duration.unit, place);
        expect(addTime(from, left, duration.unit, place)).toBe(end);
      }),
      RUNS,
    );
  });

  it('timeLeft gives back the time that addTime let run', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 9 * DAY }), ({ place, duration, moments: [start] }, ms) => {
        const end = addTime(start as string, ms, duration.unit, place);
        expect(timeLeft(start as string, end, duration.unit, place)).toBe(ms);
      }),
      RUNS,
    );
  });

  it('time adds up', () => {
    fc.assert(
      fc.property(scene, ({ place, duration: { unit }, moments }) => {
        const [first, second, third] = moments as Moments;
        const parts = timeLeft(first, second, unit, place) + timeLeft(second, third, unit, place);
        expect(timeLeft(first, third, unit, place)).toBe(parts);
      }),
      RUNS,
    );
  });
});

describe('rule 1: resuming buys no time', () => {
  it('what is left is what was left, at least the minimum', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments }) => {
        const [start, pausedAt, now] = moments as Moments;
        const at = addDuration(start, duration, place);
        fc.pre(pausedAt < at);
        const resumed = resumeDeadline(
          { at, pausedAt },
          now,
          { respondBy: duration, hour: true },
          duration.unit,
          place,
        );
        const whole = timeLeft(now, addDuration(now, duration, place), duration.unit, place);
        const least = Math.min(3_600_000, whole);
        const left = timeLeft(pausedAt, at, duration.unit, place);
        expect(timeLeft(now, resumed, duration.unit, place)).toBe(Math.max(left, least));
      }),
      RUNS,
    );
  });

  it('a pause in which no time of that clock passes leaves the deadline where it was', () => {
    fc.assert(
      fc.property(scene, ({ place, duration, moments }) => {
        const [start, pausedAt, later] = moments as Moments;
        const at = addDuration(start, duration, place);
        const now = timeLeft(pausedAt, later, duration.unit, place) === 0 ? later : pausedAt;
        fc.pre(timeLeft(pausedAt, at, duration.unit, place) >= 3_600_000);
        expect(resumeDeadline({ at, pausedAt }, now, { respondBy: duration, hour: true }, duration.unit, place)).toBe(
          at,
        );
      }),
      RUNS,
    );
  });
});

/** Apia's working day that never came: its deadline is the first moment after it, which may be a day off. */
const leftOut = (end: string, place: Place): boolean =>
  place.zone === 'Pacific/Apia' && end === '2011-12-30T10:00:00.000Z';
