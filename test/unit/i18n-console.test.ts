import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadConsoleStrings } from '../../src/i18n/console/index.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';

const folder = 'src/pages/console';
const code = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
  .join('\n');

/** Families of keys that code puts together, such as `status.${status}`, as patterns. */
const families = [...code.matchAll(/`(\w+\.)\$\{[^{}]*\}`/gu)].map(([, prefix = '']) => prefix);

const isAsked = (key: string): boolean =>
  code.includes(`'${key}'`) ||
  (!key.includes('.') && new RegExp(`strings\\.${key}\\b`, 'u').test(code)) ||
  families.some((prefix) => key.startsWith(prefix));

const hasWords = (text: string): boolean => /[a-z]{4}/iu.test(text.replace(/\{\w+\}/gu, ''));
const braces = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();

describe('the words of the agent board', async () => {
  const english = await loadConsoleStrings('en');
  const keys = Object.keys(english) as (keyof typeof english)[];
  const others = LANGUAGES.filter((language) => language !== 'en');

  it.each(others)('have every key and placeholder in %s', async (language) => {
    const strings = await loadConsoleStrings(language);
    expect(Object.keys(strings).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect(braces(strings[key]), `${language} ${key}`).toEqual(braces(english[key]));
  });

  it.each(others)('are translated in %s, not copied', async (language) => {
    const strings = await loadConsoleStrings(language);
    const same = keys.filter((key) => strings[key] === english[key] && hasWords(english[key]));
    // Words that are the same in both languages.
    expect(same.filter((key) => !SAME.has(key))).toEqual([]);
  });

  it('are asked for by the page, every one of them', () => {
    expect(keys.filter((key) => !isAsked(key))).toEqual([]);
  });

  it('write ’ for an apostrophe and leave exclamation marks out', async () => {
    for (const language of LANGUAGES) {
      for (const text of Object.values(await loadConsoleStrings(language))) expect(text).not.toMatch(/['!]/u);
    }
  });
});

const SAME = new Set(['span.minutes', 'tab.chat', 'filter.status', 'who.platform', 'who.integrator']);
