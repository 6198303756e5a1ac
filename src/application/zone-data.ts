/** The time-zone data inside the runtime, which deadlines follow: zones change by law, a few times a year. */

/** Its version, such as `2026a`: the year of the release and a letter. `unknown` where the runtime does not say. */
export const zoneDataVersion = (): string => process.versions.tz ?? 'unknown';

/**
 * Whether this version is older than a year at `now` (milliseconds), for certain: it does not say on which day of its year it
 * was released. Never of a version that says no year.
 */
export function isOldZoneData(version: string, now: number): boolean {
  const year = /^(\d{4})[a-z]*$/u.exec(version)?.[1];
  return year !== undefined && now >= Date.UTC(Number(year) + 2, 0);
}
