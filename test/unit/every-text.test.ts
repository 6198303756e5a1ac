/** Texts and times of every route and live event: none holds what nobody would see or what turns words around, none is out of our time. */
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import * as live from '../../src/contract/live.ts';
import { allRoutes } from '../../src/http/routes/index.ts';
import { textPlaces } from '../support/text-schemas.ts';

const UNSEEN = '\u3164\u200B\u2800';
const TURNED = '\u202Eok\u202C \u0065\u0301\u0000';
const KEPT = 'ok é';

/** Texts that programs make and read back; no person sees them. */
const FOR_PROGRAMS = /(^|\.)(cursor|token|clientId|value)$/u;
/** Nothing needs to be written there. */
const MAY_BE_EMPTY = /(^|\.)(shipTo\.(postalCode|phone)|metadata\{\}|text)$/u;

/** Stands for all that serves the routes, which are data: nothing of it is asked here. */
const anything: never = new Proxy(() => anything, { get: () => anything, apply: () => anything }) as never;
const routes = allRoutes(anything);
const ofRoutes = routes.flatMap(({ operation, body, query }) => [
  ...(body ? [[`${operation} body`, body] as const] : []),
  ...(query ? [[`${operation} query`, query] as const] : []),
]);
const ofEvents = Object.entries(live).filter(([, schema]) => typeof schema === 'object' && '_zod' in schema);
const places = [...ofRoutes, ...(ofEvents as unknown as [string, z.ZodType][])].flatMap(([name, schema]) =>
  textPlaces(schema).map((place) => ({ name, ...place })),
);

describe('Every text that comes in', () => {
  it('has been found', () => {
    expect(places.length).toBeGreaterThan(150);
    const found = places.map(({ name, path }) => `${name} ${path}`);
    for (const known of [
      'openRequest body items[].title',
      'openRequest body metadata{name}',
      'rejectRequest body text',
      'putRules body rules[].note',
      'MessagePayload text',
    ])
      expect(found).toContain(known);
  });

  it.each(places.filter(({ path }) => !FOR_PROGRAMS.test(path)))('$name: $path', ({ path, schema }) => {
    const unseen = schema.safeParse(UNSEEN);
    if (unseen.success) expect([path, unseen.data]).toEqual([expect.stringMatching(MAY_BE_EMPTY), '']);
    const turned = schema.safeParse(TURNED);
    if (turned.success) expect(turned.data).toBe(KEPT);
  });
});

/** What takes a time and takes no word. */
const times = places.flatMap((place) => {
  const now = ['2026-11-22T09:30:00.000Z', '2026-11-22'].find((time) => place.schema.safeParse(time).success);
  return now && !place.schema.safeParse('word').success ? [{ ...place, now }] : [];
});

describe('Every time that comes in', () => {
  it('has been found', () => {
    const found = times.map(({ name, path }) => `${name} ${path}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'openRequest body respondBy',
        'openRequest body openedAt',
        'putSeller body holidays[]',
        'putPolicy body calendar.extraHolidays[]',
        'listRequests query openedFrom',
        'dryRunRules body until',
      ]),
    );
  });

  it.each(times)('$name: $path is of our time', ({ schema, now }) => {
    const { error } = schema.safeParse(now.replace('2026', '2569'));
    expect(error?.issues[0]?.message).toContain('2569 looks like a year of the Buddhist calendar, write 2026');
    expect(schema.safeParse(now.replace('2026', '1999')).success).toBe(false);
  });
});
