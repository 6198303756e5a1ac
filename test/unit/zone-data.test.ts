import { describe, expect, it } from 'vitest';
import { isOldZoneData, zoneDataVersion } from '../../src/application/zone-data.ts';

describe('Time-zone data', () => {
  it('has the version that the runtime says', () => {
    expect(zoneDataVersion()).toBe(process.versions.tz);
    expect(zoneDataVersion()).toMatch(/^\d{4}[a-z]+$/u);
  });

  it.each([
    ['2025c', '2026-12-31T23:59:59.999Z', false],
    ['2025c', '2027-01-01T00:00:00.000Z', true],
    ['2025a', '2026-06-01T00:00:00.000Z', false],
    ['2024b', '2026-06-01T00:00:00.000Z', true],
    ['2027a', '2026-06-01T00:00:00.000Z', false],
    ['unknown', '2099-01-01T00:00:00.000Z', false],
  ])('of %s is told of at %s: %s', (version, at, old) => {
    expect(isOldZoneData(version, Date.parse(at))).toBe(old);
  });
});
