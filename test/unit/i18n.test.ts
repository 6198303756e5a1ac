import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { catalogues, sayIn } from '../../src/i18n/catalogue.ts';
import { formatDay, formatDeadline, formatInstant, formatMoney, formatTime } from '../../src/i18n/format.ts';
import { formattingTag, LANGUAGES, languageOf, wordingTag } from '../../src/i18n/languages.ts';
import { fill, loadPageStrings } from '../../src/i18n/pages/index.ts';
import { en as english } from '../../src/i18n/slack/en.ts';
import { slackSay, translated } from '../../src/i18n/slack/index.ts';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Every placeholder of a message, with the options of a choice: `cause:expired`. Plural forms are a language’s own. */
function placeholders(elements: Element[]): string[] {
  return elements.flatMap((element): string[] => {
    if (!('value' in element) || typeof element.value !== 'string') return [];
    if (!('options' in element)) return isText(element) ? [] : [element.value];
    const inner = Object.entries(element.options).flatMap(([option, { value }]) => [
      ...(isPlural(element) ? [] : [`${element.value}:${option}`]),
      ...placeholders(value),
    ]);
    return [element.value, ...inner];
  });
}
/** 0 is the parser's type of plain text. */
const isText = (element: Element): boolean => element.type === 0;
/** 6 is the parser's type of plural forms. */
const isPlural = (element: Element): boolean => element.type === 6;
const placeholdersOf = (text: string) => [...new Set(placeholders(new IntlMessageFormat(text).getAst()))].toSorted();

function sources(folder: string, skip: RegExp): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !skip.test(`${entry.parentPath}/${entry.name}`))
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8'))
    .join('\n');
}

/** Families of keys that code puts together, such as `reason.${reason}`, as patterns. */
const familiesIn = (code: string): RegExp[] =>
  [...code.matchAll(/`(\w+\.[\w.]*(?:\$\{[^{}`]*\}[\w.]*)+)`/gu)].map(([, template = '']) => {
    const pieces = template.split(/\$\{[^{}]*\}/u).map((piece) => piece.replaceAll('.', '\\.'));
    return new RegExp(`^${pieces.join('\\w+')}$`, 'u');
  });

/** The keys that the code never asks for, by name or by family. */
function unasked(keys: string[], code: string): string[] {
  const families = familiesIn(code);
  return keys.filter((key) => !code.includes(`'${key}'`) && !families.some((family) => family.test(key)));
}

/** What every catalogue of ICU messages must be in every language that has one. */
function describeCatalogue<Key extends string>(
  translations: Readonly<Partial<Record<string, Readonly<Record<Key, string>>>>>,
  english: Readonly<Record<Key, string>>,
): void {
  const own = Object.entries(translations).filter(([language]) => language !== 'en');
  const texts = english as Readonly<Record<string, string>>;
  const keys = Object.keys(texts);
  const translated = own.map(
    ([language, messages]) => [language, messages as Readonly<Record<string, string>>] as const,
  );

  it.each(translated)('has every key in %s, and no other', (_, messages) => {
    expect(Object.keys(messages).toSorted()).toEqual(keys.toSorted());
  });

  it.each(translated)('names the same placeholders and choices in %s as in English', (language, messages) => {
    for (const key of keys) {
      expect(placeholdersOf(messages[key] ?? ''), `${language} ${key}`).toEqual(placeholdersOf(texts[key] ?? ''));
    }
  });

  it.each(translated)('is translated in %s, not copied', (_, messages) => {
    const copied = keys.filter((key) => messages[key] === texts[key] && hasWords(texts[key] ?? ''));
    expect(copied).toEqual([]);
  });

  it('writes ’ for an apostrophe and leaves exclamation marks out', () => {
    for (const messages of [texts, ...translated.map(([, each]) => each)]) {
      for (const [key, text] of Object.entries(messages)) expect(text, key).not.toMatch(/['!]/u);
    }
  });
}

/** Whether there is something to translate beside placeholders and commands. */
const hasWords = (text: string): boolean => /[a-z]{4}/iu.test(text.replace(/\{\w+\}|\/parley \w+/gu, ''));

const others = LANGUAGES.filter((language) => language !== 'en');
const { en } = catalogues;

describe('the catalogue of the server', () => {
  describeCatalogue(catalogues, en);

  it('is in every language', () => {
    expect(Object.keys(catalogues).toSorted()).toEqual([...LANGUAGES].toSorted());
  });

  it('knows a placeholder and a choice when it sees one', () => {
    expect(placeholdersOf(en['title.expired'])).toEqual(['who', 'who:other', 'who:shop', 'who:you', 'who:yourShop']);
    expect(placeholdersOf('{count, plural, one {# of {all}} other {#}}')).toEqual(['all', 'count']);
  });

  it('says every message it holds: a key that no code asks for fails', () => {
    expect(unasked(Object.keys(en), sources('src', /i18n\/server/u))).toEqual([]);
  });

  it('throws for a placeholder without a value, rather than showing half a sentence', () => {
    expect(() => sayIn('en')('next.awaiting_seller', {})).toThrow(/time/u);
  });

  it('never reads what people wrote as a placeholder', () => {
    expect(sayIn('en')('because', { who: 'other', text: "{time} isn't <b>mine</b>" })).toBe(
      "Reason: “{time} isn't <b>mine</b>”.",
    );
  });
});

describe('the catalogue of Slack', () => {
  describeCatalogue(translated, english);

  it('says every message it holds: a key that no code asks for fails', () => {
    expect(unasked(Object.keys(english), sources('bots/slack', /\.test\.ts$/u))).toEqual([]);
  });

  it.each(LANGUAGES)('speaks to readers of %s, in English as long as there is no translation', (language) => {
    const text = slackSay(language)('request.photo', { number: 3 });
    expect(text).toBe((translated[language] ?? english)['request.photo'].replace('{number}', '3'));
  });

  it('counts as English does where it is read in English', () => {
    expect(slackSay('en')('home.waiting', { count: 1 })).toBe('1 request waits for you.');
    if (!translated.ms) expect(slackSay('ms')('home.waiting', { count: 1 })).toBe('1 request waits for you.');
  });

  it('keeps to what Slack’s dialogs and buttons have room for', () => {
    const room: [RegExp, number][] = [
      [/^modal\.\w+\.(title|submit)$|^modal\.(cancel|close)$|^outdated\.title$/u, 24],
      [/^confirm\.(no|\w+\.yes)$/u, 30],
      [/^action\./u, 60],
    ];
    for (const [language, messages] of Object.entries(translated)) {
      for (const [key, text] of Object.entries(messages)) {
        for (const [keys, max] of room)
          if (keys.test(key)) expect(text.length, `${language} ${key}`).toBeLessThanOrEqual(max);
      }
    }
  });
});

describe('the words of the pages', async () => {
  const english = await loadPageStrings('en');
  const pageKeys = Object.keys(english) as (keyof typeof english)[];
  const braces = (text: string) => (text.match(/\{\w+\}/gu) ?? []).toSorted();

  it.each(others)('have every key and placeholder in %s', async (language) => {
    const strings = await loadPageStrings(language);
    expect(Object.keys(strings).toSorted()).toEqual(pageKeys.toSorted());
    for (const key of pageKeys) expect(braces(strings[key]), `${language} ${key}`).toEqual(braces(english[key]));
  });

  it('are asked for by a page, every one of them', () => {
    const code = sources('src/pages', /\.test\.ts$/u);
    expect(pageKeys.filter((key) => !new RegExp(`\\b${key}\\b`, 'u').test(code))).toEqual([]);
  });

  it('are filled by name', () => {
    expect(fill('{count} × {title}', { count: 2, title: 'Bowl {count}' })).toBe('2 × Bowl {count}');
    expect(fill('{missing}', {})).toBe('{missing}');
  });
});

describe('the language of a reader', () => {
  it.each([
    ['th-TH', 'th'],
    ['TH', 'th'],
    ['tl-PH', 'fil'],
    ['id-ID', 'id'],
    ['de', 'en'],
    [undefined, 'en'],
    ['', 'en'],
  ])('for the tag %s is %s', (tag, language) => {
    expect(languageOf(tag)).toBe(language);
  });

  it('formats with the reader’s own tag where the language is theirs, and never mixes languages', () => {
    expect(formattingTag('en-GB')).toBe('en-GB');
    expect(formattingTag('sv-SE')).toBe('en');
    expect([formattingTag('de-DE'), wordingTag('de-DE')]).toEqual(['de-DE', 'en']);
    expect(formatMoney({ amount: 1250, currency: 'EUR' }, 'de-DE')).toBe('12,50\u00a0€');
    expect(formatMoney({ amount: 1250, currency: 'JPY' }, 'ja-JP')).toMatch(/1,250$/u);
    expect(formattingTag('en-not_a_tag')).toBe('en');
  });
});

describe('money', () => {
  it.each([
    [12500, 'THB', 'en', '฿125.00'],
    [12500, 'THB', 'th', '฿125.00'],
    [125000, 'VND', 'vi', '125.000 ₫'],
    [12500000, 'IDR', 'id', 'Rp 125.000,00'],
    [1250, 'KWD', 'en', 'KWD 1.250'],
    [12500, 'JPY', 'en', '¥12,500'],
    [500, 'USD', 'en', '$5.00'],
    [500, 'SGD', 'en', 'SGD 5.00'],
    [500, 'MYR', 'ms', 'RM 5.00'],
    [500, 'PHP', 'fil', '₱5.00'],
    [5, 'CLF', 'en', 'CLF 0.0005'],
    [1_000_000_000_000_000, 'THB', 'en', '฿10,000,000,000,000.00'],
  ])('%i minor units of %s read in %s as %s', (amount, currency, locale, text) => {
    expect(formatMoney({ amount, currency }, locale).replace(/\u00a0/gu, ' ')).toBe(text);
  });
});

describe('times', () => {
  const at = '2026-11-22T20:30:00.000Z';

  it('are told in the reader’s zone', () => {
    expect(formatInstant(at, 'en', 'Asia/Bangkok')).toMatch(/Mon.*Nov 23.*03:30\sAM/u);
    expect(formatInstant(at, 'en-GB', 'Europe/London')).toMatch(/Sun.*22 Nov.*20:30/u);
    expect(formatTime(at, 'th', 'Asia/Bangkok')).toBe('03:30');
  });

  it('name the zone where the reader’s own is not known', () => {
    expect(formatInstant(at, 'en', 'UTC')).toContain('UTC');
  });

  it.each([
    ['2026-11-30T17:00:00.000Z', 'en', 'Asia/Bangkok', 'the end of Mon, Nov 30'],
    ['2026-11-30T17:00:30.000Z', 'th', 'Asia/Bangkok', 'สิ้นวันจันทร์ 30 พ.ย.'],
    ['2026-12-01T00:00:00.000Z', 'en', 'UTC', 'the end of Mon, Nov 30 UTC'],
  ])('a deadline at midnight, %s, is the end of a day in %s in %s', (midnight, locale, zone, said) => {
    expect(formatDeadline(midnight, locale, zone)).toBe(said);
  });

  it('a deadline at another time is told by the clock, and midnight ends a day in every language', () => {
    expect(formatDeadline(at, 'en', 'Asia/Bangkok')).toBe(formatInstant(at, 'en', 'Asia/Bangkok'));
    const midnights = LANGUAGES.map((language) => formatDeadline('2026-11-30T17:00:00.000Z', language, 'Asia/Bangkok'));
    expect(midnights.every((said) => said.includes('30') && !/\d:\d/u.test(said))).toBe(true);
    expect(new Set(midnights.map((said) => said.replace(/.30.*/u, ''))).size).toBe(LANGUAGES.length);
  });

  it('carry the Buddhist year for Thai readers, who see it on their receipts', () => {
    expect(formatDay(at, 'th', 'Asia/Bangkok')).toContain('2569');
    expect(formatDay(at, 'vi', 'Asia/Bangkok')).toContain('2026');
  });
});
