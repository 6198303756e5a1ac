import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConsoleStrings } from '../../src/i18n/console/index.ts';
import { loadDemoStrings } from '../../src/i18n/demo/index.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { loadRuleStrings } from '../../src/i18n/rules/index.ts';
import { loadSellerStrings } from '../../src/i18n/seller/index.ts';

type Load = (language: string) => Promise<Readonly<Record<string, string>>>;

/** Each page's words, where its code stands, and the keys of words that are the same in another language. */
const PAGES: readonly [string, Load, readonly string[], (readonly string[])?][] = [
  ['Manage Returns', loadSellerStrings, ['seller', 'answers', 'row', 'session', 'figures']],
  ['a shop’s rules', loadRuleStrings, ['rules']],
  ['the demo’s stage', loadDemoStrings, ['demo'], []],
  [
    'the agent board',
    loadConsoleStrings,
    ['console'],
    ['span.minutes', 'tab.chat', 'filter.status', 'who.platform', 'who.integrator'],
  ],
];

const others = LANGUAGES.filter((language) => language !== 'en');
const hasWords = (text: string): boolean => /[a-z]{4}/iu.test(text.replace(/\{\w+\}/gu, ''));
const braces = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();

function codeIn(rooms: readonly string[]): string {
  const folders = rooms.map((room) => `src/pages/${room}`);
  const filesOf = (at: string): string[] => readdirSync(at).filter((name) => name.endsWith('.ts'));
  return folders.flatMap((at) => filesOf(at).map((name) => readFileSync(`${at}/${name}`, 'utf8'))).join('\n');
}

/** The keys that the code asks for neither by name nor by family, such as `status.${status}`. */
function unasked(keys: readonly string[], code: string): readonly string[] {
  const families = [...code.matchAll(/`(\w+\.)\$\{[^{}]*\}`/gu)].map(([, start = '']) => start);
  const taken = (key: string): RegExp =>
    new RegExp(`(strings|answers)\\??\\.${key}\\b|\\{[^{}]*\\b${key}\\b[^{}]*\\} =\\s`, 'u');
  const named = (key: string): boolean => code.includes(`'${key}'`) || (!key.includes('.') && taken(key).test(code));
  return keys.filter((key) => !named(key) && !families.some((start) => key.startsWith(start)));
}

describe.each(PAGES)('the words of %s', async (_, load, rooms, same = []) => {
  const english = await load('en');
  const keys = Object.keys(english);

  it.each(others)('have every key and placeholder in %s, translated', async (language) => {
    const strings = await load(language);
    expect(Object.keys(strings).toSorted()).toEqual(keys.toSorted());
    for (const key of keys)
      expect(braces(strings[key] ?? ''), `${language} ${key}`).toEqual(braces(english[key] ?? ''));
    const copied = keys.filter((key) => strings[key] === english[key] && hasWords(english[key] ?? ''));
    expect(copied.filter((key) => !same.includes(key))).toEqual([]);
  });

  it('are asked for by the page, every one of them', () => {
    expect(unasked(keys, codeIn(rooms))).toEqual([]);
  });

  it('write ’ for an apostrophe and leave exclamation marks out', async () => {
    for (const language of LANGUAGES) {
      for (const [key, text] of Object.entries(await load(language)))
        expect(text, `${language} ${key}`).not.toMatch(/['!]/u);
    }
  });
});
