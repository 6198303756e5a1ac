/** In which zone a page writes its times. */

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
