import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '../../src/i18n/languages.ts';

const CATALOGUES = ['server', 'pages', 'seller', 'rules', 'console', 'slack'] as const;

/** What reads alike in English and is not one word: where it stands, and what tells it from the others. */
const KEPT: Readonly<Record<string, string>> = {
  'server:export.more': 'Vietnamese says what there is more of: goods',
  'slack:request.more': 'Vietnamese says what there is more of: lines',
  'slack:rules.deedsMore': 'Vietnamese says what there is more of: requests',
  'server:label.from': 'who sends a parcel',
  'seller:figuresFrom': 'where a span of time begins',
  'server:label.order': 'what was bought',
  'console:filter.sort': 'what comes first in a list',
  'seller:by.seller': 'a name of its own, where Slack’s stands within a sentence',
  'slack:who.seller': 'stands within a sentence: Filipino says “ng” before it',
  'seller:by.buyer': 'a name of its own, where Slack’s stands within a sentence',
  'slack:who.buyer': 'stands within a sentence: Filipino says “ng” before it',
  'slack:who.agent': 'stands within a sentence: Filipino says “ng” before it',
  'slack:action.page': 'leads out of Slack: Thai and Vietnamese say “the request’s page”',
  'slack:modal.offer.title': 'the title of a dialog, for which Slack has room for 24 letters',
  'seller:slack.ok': 'alerts have the name that the page gives them, in Malay and Filipino',
  'slack:status.ok': 'alerts have the name that Slack’s commands give them, in Malay and Filipino',
  'seller:slack.not_in_channel': 'alerts have the name that the page gives them, in Malay and Filipino',
  'slack:status.not_in_channel': 'alerts have the name that Slack’s commands give them, in Malay and Filipino',
  'seller:slack.unreachable': 'alerts have the name that the page gives them, in Malay and Filipino',
  'slack:status.unreachable': 'alerts have the name that Slack’s commands give them, in Malay and Filipino',
  'seller:slack.other': 'alerts have the name that the page gives them, in Malay and Filipino',
  'slack:status.other': 'alerts have the name that Slack’s commands give them, in Malay and Filipino',
};

type Texts = Readonly<Record<string, string>>;

const sharedIn = async (language: Language): Promise<Texts> => import(`../../src/i18n/shared/${language}.ts`);
const fileOf = (catalogue: string, language: Language) => `src/i18n/${catalogue}/${language}.ts`;
/** Which keys a catalogue's source takes from the shared words, and by which name. */
const takes = (source: string): ReadonlyMap<string, string> =>
  new Map([...source.matchAll(/^ {2}'?([\w.]+)'?: shared\.(\w+),$/gmu)].map(([, key = '', name = '']) => [key, name]));
const placesOf = (texts: Texts, catalogue: string) =>
  Object.entries(texts).map(([key, text]) => ({ place: `${catalogue}:${key}`, text }));

/** Every text of English catalogues with the places where it stands. */
async function placesByText(): Promise<ReadonlyMap<string, readonly string[]>> {
  const texts = await Promise.all(
    CATALOGUES.map(async (catalogue) => placesOf((await import(`../../src/i18n/${catalogue}/en.ts`)).en, catalogue)),
  );
  const found = new Map<string, string[]>();
  for (const { place, text } of texts.flat()) found.set(text, [...(found.get(text) ?? []), place]);
  return found;
}

describe('words that several catalogues say', async () => {
  const english = await sharedIn('en');
  const places = await placesByText();

  it('stand once, in the place that catalogues take them from', () => {
    const shared = new Set(Object.values(english));
    const again = [...places].flatMap(([text, where]) => {
      const own = where.filter((place) => !(place in KEPT));
      return where.length > 1 && own.length > 0 && !shared.has(text) ? [`${text}: ${where.join(', ')}`] : [];
    });
    expect(again).toEqual([]);
  });

  it.each(CATALOGUES)('are written out nowhere in the English of %s', (catalogue) => {
    const source = readFileSync(fileOf(catalogue, 'en'), 'utf8');
    const kept = new Set(Object.keys(KEPT));
    const written = Object.values(english).flatMap((text) =>
      (places.get(text) ?? []).filter(
        (place) =>
          place.startsWith(`${catalogue}:`) &&
          !kept.has(place) &&
          !takes(source).has(place.slice(catalogue.length + 1)),
      ),
    );
    expect(written).toEqual([]);
  });

  it.each(LANGUAGES)('are taken for the same in %s as in English', (language) => {
    for (const catalogue of CATALOGUES) {
      const [own, first] = [language, 'en' as const].map((each) =>
        takes(readFileSync(fileOf(catalogue, each), 'utf8')),
      );
      expect(own, catalogue).toEqual(first);
    }
  });

  it.each(LANGUAGES)('are all there in %s', async (language) => {
    expect(Object.keys(await sharedIn(language)).toSorted()).toEqual(Object.keys(english).toSorted());
  });

  it('are said in two places at least', () => {
    expect(Object.values(english).filter((text) => (places.get(text)?.length ?? 0) < 2)).toEqual([]);
  });

  it('are kept apart only where there is something to keep apart', () => {
    const repeated = new Set([...places.values()].filter((where) => where.length > 1).flat());
    expect(Object.keys(KEPT).filter((place) => !repeated.has(place))).toEqual([]);
  });
});

describe.each(CATALOGUES)('the keys of %s', (catalogue) => {
  it('are words run together; where several make a family, a dot stands before the member: `status.in_transit`', async () => {
    const { en } = await import(`../../src/i18n/${catalogue}/en.ts`);
    expect(Object.keys(en).filter((key) => !/^[a-z][A-Za-z0-9]*(\.[a-z0-9]\w*)*$/u.test(key))).toEqual([]);
  });
});
