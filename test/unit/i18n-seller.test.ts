import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { en } from '../../src/i18n/seller/en.ts';
import { loadSellerStrings } from '../../src/i18n/seller/index.ts';

const keys = Object.keys(en) as (keyof typeof en)[];
const others = LANGUAGES.filter((language) => language !== 'en');
const braces = (text: string) => (text.match(/\{\w+\}/gu) ?? []).toSorted();

describe('the words of Manage Returns', () => {
  it.each(others)('have every key and placeholder in %s, translated', async (language) => {
    const strings = await loadSellerStrings(language);
    expect(Object.keys(strings).toSorted()).toEqual(keys.toSorted());
    for (const key of keys) expect(braces(strings[key]), `${language} ${key}`).toEqual(braces(en[key]));
    const copied = keys.filter(
      (key) => strings[key] === en[key] && /[a-z]{4}/iu.test(en[key].replace(/\{\w+\}/gu, '')),
    );
    expect(copied).toEqual([]);
  });

  it('are asked for by the page, by name or by family, every one of them', () => {
    const code = ['src/pages/seller', 'src/pages/answers', 'src/pages/row', 'src/pages/session', 'src/pages/figures']
      .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, 'utf8')))
      .join('\n');
    const families = [...code.matchAll(/`(\w+_)\$\{/gu)].map(([, start = '']) => start);
    const asked = (key: string) =>
      new RegExp(`\\b${key}\\b`, 'u').test(code) || families.some((start) => key.startsWith(start));
    expect(keys.filter((key) => !asked(key))).toEqual([]);
  });

  it('write ’ for an apostrophe and leave exclamation marks out', async () => {
    for (const language of LANGUAGES) {
      const strings = await loadSellerStrings(language);
      for (const key of keys) expect(strings[key], `${language} ${key}`).not.toMatch(/['!]/u);
    }
  });
});
