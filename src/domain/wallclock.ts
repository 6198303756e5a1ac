/**
 * Instants and wall clocks. Instants are milliseconds since the epoch; a wall time is what a clock in the zone shows,
 * kept as the milliseconds that the same reading would be in UTC; a date is `2026-05-04`.
 *
 * Wall clocks jump. Both directions of the translation are chosen so that a later input never gives an earlier
 * output (rule 11), whatever the zone does: skip midnight, shift by half an hour or leave out a whole date.
 * - instant to wall time: the highest reading the clock has shown so far, so that a moment in the second pass of a
 *   repeated hour counts as that hour's end;
 * - wall time to instant: the first moment the clock shows it or more, so that a repeated time means its first pass
 *   and a skipped time the end of the gap.
 * Within two days a zone is taken to change its offset at most once.
 *
 * Offsets are those that Intl knows, here as in browsers: pages ask this file too.
 */
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** More than any offset from UTC, and more than any hour repeated or skipped except by crossing the date line. */
const REACH = 26 * HOUR;

/** `GMT+07:00`, `GMT-00:01:15`; `GMT` where there is none. */
const OFFSET = /GMT(?:(?<sign>[-+−])(?<hours>\d\d):(?<minutes>\d\d)(?::(?<seconds>\d\d))?)?$/u;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Twice as many as there are zones: the rest would be the same zones, written in other cases. */
const MOST_FORMATS = 1_000;

/** Making a format takes a thousand times as long as asking it. Throws a RangeError for a zone that nobody knows. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  if (formats.size < MOST_FORMATS) formats.set(zone, made);
  return made;
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
  const { sign, hours, minutes, seconds } = OFFSET.exec(formatOf(zone).format(instant))?.groups ?? {};
  const [h, m, s] = [hours, minutes, seconds].map((part) => Number(part ?? 0)) as [number, number, number];
  return (sign === '+' ? 1 : -1) * ((h * 60 + m) * 60 + s) * 1_000;
}

/** The moment between `before` and `after` from which the offset of `after` holds. */
function changeBetween(before: number, after: number, zone: string): number {
  const old = offsetAt(before, zone);
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, zone) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** The wall time at which an instant counts: what the clock shows, or the repeated hour's end in its second pass. */
export function wallTimeOf(instant: number, zone: string): number {
  const before = offsetAt(instant - REACH, zone);
  const now = offsetAt(instant, zone);
  if (before <= now) return instant + now;
  return Math.max(instant + now, changeBetween(instant - REACH, instant, zone) + before);
}

/** The first instant at which the clock shows `wall` or more. */
export function firstInstantAt(wall: number, zone: string): number {
  const before = offsetAt(wall - REACH, zone);
  const after = offsetAt(wall + REACH, zone);
  if (before === after) return wall - after;
  const change = changeBetween(wall - REACH, wall + REACH, zone);
  return wall - before < change ? wall - before : Math.max(change, wall - after);
}

/** The date of a wall time. */
export const dateOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** The wall time 00:00 of a date. */
export const midnightOf = (date: string): number => Date.parse(`${date}T00:00:00.000Z`);

/** The date `days` later. */
export const addDays = (date: string, days: number): string => dateOf(midnightOf(date) + days * DAY);

/** The date the clock shows at an instant. */
export const dateShownAt = (instant: number, zone: string): string => dateOf(instant + offsetAt(instant, zone));

/** The instant at which a date begins: its 00:00, or the first time that exists where the clock skips midnight. */
export const dateBegins = (date: string, zone: string): number => firstInstantAt(midnightOf(date), zone);
