/** In which zone a page writes its times. */
import { addDays, dateBegins } from '../../domain/wallclock.ts';
import { offsetOf, placeOf, timesOf } from '../../i18n/time-words.ts';

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

const isForeign = (zone: string, at: number): boolean => offsetOf(zone, at) !== offsetOf(zoneOf(), at);

/** Where a time stands that this device's clock shows otherwise: ` · Bangkok (GMT+7)`. Empty where both are the same. */
export const foreignPlace = (zone: string, at: number): string =>
  isForeign(zone, at) ? ` · ${placeOf(zone, at)}` : '';

/**
 * Whose times the page shows, where this device's clock shows others at `at` (milliseconds): `All times: Bangkok (GMT+7)`. Undefined where they are the same.
 */
export const foreignTimes = (zone: string, locale: string, at: number): string | undefined =>
  isForeign(zone, at) ? timesOf(zone, locale, at) : undefined;

/** When a day (`2026-11-30`) begins in a zone, `later` days on, as an instant. */
export const startOfDay = (day: string, zone: string, later = 0): string =>
  new Date(dateBegins(addDays(day, later), zone)).toISOString();
