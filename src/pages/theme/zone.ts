/** In which zone a page writes its times. */
import { timesOf } from '../../i18n/time-words.ts';

/** Whether this browser knows the zone. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The first of the IANA names that this browser knows. */
export const knownZone = (...names: (string | null | undefined)[]): string | undefined =>
  names.find((name) => name && isZone(name)) ?? undefined;

/** The same; its own zone where it knows none. */
export const zoneOf = (...names: (string | null | undefined)[]): string =>
  knownZone(...names) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;

/** `GMT+7`. */
const offsetOf = (zone: string, at: number): string | undefined =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value;

/**
 * Whose times the page shows, where this device's clock shows others at `at` (milliseconds): `All times: Bangkok (GMT+7)`. Undefined where they are the same.
 */
export function foreignTimes(zone: string, locale: string, at: number): string | undefined {
  const offset = offsetOf(zone, at);
  if (offset === offsetOf(zoneOf(), at)) return undefined;
  return timesOf(`${zone.split('/').at(-1)?.replaceAll('_', ' ')} (${offset})`, locale);
}

/** How far the zone's clocks are ahead of UTC at a moment, in milliseconds. */
function aheadAt(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - at;
}

/** The day (`2026-11-30`) that a calendar in the zone shows at a moment, in milliseconds. */
export const dayIn = (zone: string, at: number): string => new Date(at + aheadAt(at, zone)).toISOString().slice(0, 10);

/** When clocks in a zone show a date and a time (`2026-11-30`, `22:30`), `later` days on. */
function instantAt(day: string, time: string, zone: string, later: number): number {
  const there = Date.parse(`${day}T${time}:00Z`) + later * 86_400_000;
  const near = there - aheadAt(there, zone);
  // Clocks may have been changed between the guess and the day.
  return there - aheadAt(near, zone);
}

/** When a day (`2026-11-30`) begins in a zone, `later` days on, as an instant. */
export const startOfDay = (day: string, zone: string, later = 0): string =>
  new Date(instantAt(day, '00:00', zone, later)).toISOString();

/** The next moment after `now` (milliseconds) at which clocks in a zone show a time (`22:30`), as an instant. */
export function nextTime(time: string, now: number, zone: string): string {
  const today = dayIn(zone, now);
  const next = [0, 1].map((later) => instantAt(today, time, zone, later)).find((at) => at > now);
  return new Date(next ?? instantAt(today, time, zone, 2)).toISOString();
}
