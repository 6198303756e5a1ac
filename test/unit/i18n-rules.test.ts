import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { en } from '../../src/i18n/rules/en.ts';
import { loadRuleStrings } from '../../src/i18n/rules/index.ts';

const keys = Object.keys(en) as (keyof typeof en)[];
const others = LANGUAGES.filter((language) => language !== 'en');
const braces = (text: string) => (text.match(/\{\w+\}/gu) ?? []).toSorted();

describe('the words of a shop’s rules', () => {
  it.each(others)('have every key and placeholder in %s, translated', async (language) => {
    const strings = await loadRuleStrings(language);
    expect(Object.keys(strings).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect(braces(strings[key]), `${language} ${key}`).toEqual(braces(en[key]));
    const copied = keys.filter(
      (key) => strings[key] === en[key] && /[a-z]{4}/iu.test(en[key].replace(/\{\w+\}/gu, '')),
    );
    expect(copied).toEqual([]);
  });

  it('are asked for by the page, by name or by family, every one of them', () => {
    const folder = 'src/pages/rules';
    const code = readdirSync(folder)
      .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
      .join('\n');
    const families = [...code.matchAll(/`(\w+_)\$\{/gu)].map(([, start = '']) => start);
    const asked = (key: string) =>
      new RegExp(`\\b${key}\\b`, 'u').test(code) || families.some((start) => key.startsWith(start));
    expect(keys.filter((key) => !asked(key))).toEqual([]);
  });

  it('write ’ for an apostrophe and leave exclamation marks out', async () => {
    for (const language of LANGUAGES) {
      const strings = await loadRuleStrings(language);
      for (const key of keys) expect(strings[key], `${language} ${key}`).not.toMatch(/['!]/u);
    }
  });
});
