/** In which zone a page writes its times. */

/** Whether this browser knows the zone. */
export function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/** The first of the IANA names that this browser knows; its own zone where it knows none. */
export const zoneOf = (...names: (string | null | undefined)[]): string =>
  names.find((name) => name && isZone(name)) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
