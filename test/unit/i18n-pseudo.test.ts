import { readdirSync, readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/application/notices.ts';
import { renderMessage } from '../../src/application/rendering.ts';
import { readerOf } from '../../src/application/voice.ts';
import { catalogues, type MessageKey, sayIn } from '../../src/i18n/catalogue.ts';
import { loadConsoleStrings } from '../../src/i18n/console/index.ts';
import { formatInstant, formatMoney } from '../../src/i18n/format.ts';
import { directionOf, LANGUAGES, PSEUDO_LOCALES, pseudoOf } from '../../src/i18n/languages.ts';
import { fill, loadPageStrings } from '../../src/i18n/pages/index.ts';
import { pseudoStrings, pseudoText } from '../../src/i18n/pseudo.ts';
import { loadSellerStrings } from '../../src/i18n/seller/index.ts';
import { HOUR, later } from '../support/builders.ts';
import { negotiation, propose, SELLER } from '../support/negotiation.ts';

const { en } = catalogues;
const PLURAL = '{count, plural, one {# item of {name}} other {{who, select, you {yours} other {#}}}} left';
const [RLO, PDF] = ['\u202e', '\u202c'];

describe('the accented language, en-XA', () => {
  it('accents letters, doubles vowels and marks both ends', () => {
    expect(pseudoText('Try again', 'en-XA')).toBe('⟦Ţŕý ááĝááííñ⟧');
  });

  it('leaves placeholders, numbers and marks as they are', () => {
    expect(pseudoText('{days} d {hours} h: 24', 'en-XA')).toBe('⟦{days} ð {hours} ĥ: 24⟧');
  });

  it('changes the texts within ICU choices, never their names, types and keywords', () => {
    expect(pseudoText(PLURAL, 'en-XA')).toBe(
      '⟦{count, plural, one {# ííţéém óóf {name}} other {{who, select, you {ýóóúúŕš} other {#}}}} ļééfţ⟧',
    );
  });

  it('is about 40 % longer than English over the whole catalogue', () => {
    const length = (texts: string[]) => texts.join('').replace(/\{\w+\}/gu, '').length;
    for (const strings of [en, pagesInEnglish]) {
      const longer = length(Object.values(pseudoStrings<string>(strings, 'en-XA'))) / length(Object.values(strings));
      expect(longer).toBeGreaterThan(1.25);
      expect(longer).toBeLessThan(1.6);
    }
  });
});

describe('the mirrored language, ar-XB', () => {
  it('writes every word from right to left, and nothing else', () => {
    const turned = (word: string) => `${RLO}${word}${PDF}`;
    expect(pseudoText('Try again {minutes} min (24)', 'ar-XB')).toBe(
      `${turned('Try')} ${turned('again')} {minutes} ${turned('min')} (24)`,
    );
  });

  it('is read from right to left; every language that has a catalogue, and what falls back to one, is not', () => {
    expect(directionOf('ar-XB')).toBe('rtl');
    // A reader of Arabic gets English words, and those are written from left to right.
    for (const tag of [...LANGUAGES, 'en-XA', 'ar', 'he-IL', undefined]) expect(directionOf(tag)).toBe('ltr');
  });
});

const pagesInEnglish = await loadPageStrings('en');

describe.each(PSEUDO_LOCALES)('%s', (locale) => {
  it('is asked for by its own tag alone, in any case', () => {
    expect(pseudoOf(locale.toUpperCase())).toBe(locale);
    expect(pseudoOf(locale.toLowerCase())).toBe(locale);
    for (const tag of ['en', 'en-GB', 'ar', 'ar-EG', 'th', '', undefined]) expect(pseudoOf(tag)).toBeUndefined();
  });

  it('is in no list of languages that people choose from', () => {
    expect(LANGUAGES).not.toContain(locale);
  });

  it('is a message of ICU with the same arguments wherever the English one is', () => {
    const parsed = (text: string) => JSON.stringify(shape(new IntlMessageFormat(text).getAst()));
    for (const [key, text] of Object.entries(en)) {
      expect(parsed(pseudoText(text, locale)), key).toBe(parsed(text));
    }
  });

  it('speaks on every page, with the placeholders of English', async () => {
    for (const load of [loadPageStrings, loadSellerStrings, loadConsoleStrings]) {
      const [english, strings] = await Promise.all([load('en'), load(locale)]);
      expect(strings).toEqual(pseudoStrings<string>(english, locale));
    }
    const { amountInvalid } = await loadPageStrings(locale);
    expect(fill(amountInvalid, { min: '฿1', max: '฿9' })).toBe(
      pseudoText(pagesInEnglish.amountInvalid, locale).replace('{min}', '฿1').replace('{max}', '฿9'),
    );
  });

  it('speaks in what the server says, with amounts and times as they are in English', () => {
    const offered = negotiation();
    offered.act(SELLER, propose(50, 'Sorry for the missing bowl'));
    const zone = 'Asia/Bangkok';
    const buyer = { role: 'buyer', id: 'buyer-1', locale, zone } as const;
    const views = offered.steps
      .flatMap(({ state, events }) => messagesFor(state, events))
      .map(({ returnExisting: _, ...write }) =>
        renderMessage({ ...write, seq: 1, change: 1 }, readerOf({ kind: 'person', person: buyer }), NOW),
      );
    const card = views.find((view) => view.card)?.card;
    const amount = formatMoney({ amount: 12500, currency: 'THB' }, 'en');
    const saying = (key: MessageKey) => pseudoText(en[key], locale);
    expect(card?.title).toBe(new IntlMessageFormat(saying('card.title'), 'en').format({ who: 'shop', amount }));
    expect(card?.actions.map(({ label }) => label)).toEqual([saying('action.accept'), saying('action.reject')]);
    // People's own words stay as written.
    expect(card?.note).toBe('Sorry for the missing bowl');
    const opened = views.find(({ kind }) => kind === 'system');
    expect(opened?.text).toContain(pseudoText('You asked ', locale).replace('⟧', ''));
    expect(opened?.text).toContain(formatInstant(later(24 * HOUR), 'en', zone));
  });

  it('throws for a placeholder without a value, as every language does', () => {
    expect(() => sayIn(locale)('next.awaiting_seller', {})).toThrow(/time/u);
  });
});

const NOW = Date.parse(later(2 * HOUR));
type Node = ReturnType<IntlMessageFormat['getAst']>[number];

/** A message without its words: arguments, options, and that there is text at all. */
function shape(nodes: Node[]): unknown[] {
  return nodes
    .filter(({ type }) => type !== 0)
    .map((node) => {
      const name = 'value' in node ? node.value : '#';
      if (!('options' in node)) return name;
      return [name, Object.entries(node.options).map(([option, { value }]) => [option, shape(value)])];
    });
}

describe('the styles of the pages', () => {
  /** What names a side of the screen where it could name a side of the text. */
  const PHYSICAL =
    /(?:margin|padding|border(?:-top|-bottom)?|scroll-(?:margin|padding))-(?:left|right)|^\s*(?:left|right)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/u;
  /** Four values, of which the second and the fourth differ: right is not left. */
  const FOUR = /(?:^|[\s{;])(?:margin|padding|inset)\s*:\s*([^;]+);/u;
  /** A sheet is laid over the chat's box, which is measured in the window's coordinates. */
  const MEASURED = 'inset: auto auto var(--sheet-bottom, 8px) var(--sheet-left, 8px)';

  const valuesOf = (text: string): string[] => text.match(/(?:[\w-]*\((?:[^()]|\([^()]*\))*\)|\S)+/gu) ?? [];
  const isUneven = (line: string): boolean => {
    const [, right, , left] = valuesOf(FOUR.exec(line)?.[1] ?? '');
    return left !== undefined && left !== right;
  };
  const files = readdirSync('src/pages', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /(?:styles?|sheet|shell|controls|tokens|parley-[\w-]+|seller-[\w-]+|console-[\w-]+|form|pane)\.ts$|\.css$/u.test(
      name,
    ),
  );

  it('know the sides of the text, not of the screen, so that right-to-left needs no styles of its own', () => {
    const found = files.flatMap((name) =>
      readFileSync(`src/pages/${name}`, 'utf8')
        .split('\n')
        .filter((line) => (PHYSICAL.test(line) || isUneven(line)) && !line.includes(MEASURED))
        .map((line) => `${name}: ${line.trim()}`),
    );
    expect(files.length).toBeGreaterThan(30);
    expect(found).toEqual([]);
  });

  it('would be caught naming a side of the screen', () => {
    expect(PHYSICAL.test('    margin-left: 4px;')).toBe(true);
    expect(isUneven('    padding: 0 0 var(--s3) var(--s5);')).toBe(true);
    expect(isUneven('    padding: 0 calc(1px + var(--a)) 3px calc(1px + var(--a));')).toBe(false);
  });
});
