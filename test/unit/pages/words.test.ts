import { describe, expect, it } from 'vitest';
import { readAmount, writeAmount } from '../../../src/i18n/amount.ts';
import { en } from '../../../src/i18n/pages/en.ts';
import { th } from '../../../src/i18n/pages/th.ts';
import { readClaims } from '../../../src/pages/chat/claims.ts';
import { timeLeft } from '../../../src/pages/chat/time-left.ts';
import { tokenize } from '../../../src/pages/chat/tokenize.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

describe('A countdown in words', () => {
  it.each([
    [50 * HOUR + 59 * MINUTE, '2 d 2 h left to answer'],
    [24 * HOUR, '1 d 0 h left to answer'],
    [24 * HOUR - 1, '23 h 59 min left to answer'],
    [HOUR, '1 h 0 min left to answer'],
    [HOUR - 1, '59 min left to answer'],
    [2 * MINUTE, '2 min left to answer'],
    [2 * MINUTE - 1, '1 min 59 s left to answer'],
    [900, '0 min 0 s left to answer'],
  ])('%i ms before the deadline reads "%s"', (ms, words) => {
    expect(timeLeft(ms, en)).toMatchObject({ text: words, over: false });
  });

  it('changes by the minute, and by the second only in the last two minutes', () => {
    const between = (from: number, to: number): number => {
      const texts = new Set<string>();
      for (let ms = from; ms > to; ms -= 100) texts.add(timeLeft(ms, en).text);
      return texts.size;
    };
    expect(between(10 * MINUTE - 1, 9 * MINUTE)).toBe(1);
    expect(between(2 * MINUTE - 1, MINUTE)).toBe(60);
  });

  it('is over at the deadline itself, and calls the last hour soon', () => {
    expect(timeLeft(0, th)).toEqual({ text: th.timeUp, soon: true, over: true });
    expect(timeLeft(HOUR - 1, en).soon).toBe(true);
    expect(timeLeft(HOUR, en).soon).toBe(false);
  });
});

describe('Links in what people write', () => {
  it('are http(s) only, end before the mark that ends the sentence, and keep the text around them', () => {
    expect(tokenize('See https://shop.example/a?b=1. Or http://x.example/!')).toEqual([
      { text: 'See ' },
      { text: 'https://shop.example/a?b=1', href: 'https://shop.example/a?b=1' },
      { text: '. Or ' },
      { text: 'http://x.example/', href: 'http://x.example/' },
      { text: '!' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://',
    'https://user:secret@shop.example/',
    'file:///etc/passwd',
    '',
  ])('%s is no link', (text) => {
    expect(tokenize(text).filter(({ href }) => href)).toEqual([]);
    expect(
      tokenize(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});

describe('An amount as typed', () => {
  it.each([
    ['125', 'THB', 'en', 12_500],
    ['1,250.5', 'THB', 'en', 125_050],
    ['฿ 80.00', 'THB', 'th', 8_000],
    ['1.250.000', 'VND', 'vi', 1_250_000],
    ['12,5', 'USD', 'vi', 1_250],
    ['1.234', 'KWD', 'en', 1_234],
    ['１２', 'JPY', 'en', 12],
  ])('%s in %s, written in %s, is %i minor units', (text, currency, locale, amount) => {
    expect(readAmount(text, currency, locale)).toEqual({ amount, currency });
  });

  it.each([
    ['', 'THB'],
    ['abc', 'THB'],
    ['-5', 'THB'],
    ['1.2.3', 'THB'],
    ['1.005', 'THB'],
    ['10.5', 'JPY'],
    ['99999999999999999', 'THB'],
  ])('"%s" in %s is none', (text, currency) => {
    expect(readAmount(text, currency, 'en')).toBeNull();
  });

  it.each([
    ['en', 'THB'],
    ['vi', 'USD'],
    ['id', 'IDR'],
    ['th', 'VND'],
  ])('what stands in the field in %s reads back as the same amount of %s', (locale, currency) => {
    const money = { amount: 1_234_567, currency };
    expect(readAmount(writeAmount(money, locale), currency, locale)).toEqual(money);
  });
});

describe('What a token says about its reader', () => {
  const token = (claims: object): string => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

  it('is their side, language and zone', () => {
    expect(readClaims(token({ role: 'seller', locale: 'th', zone: 'Asia/Bangkok', name: 'นกน้อย' }))).toEqual({
      role: 'seller',
      locale: 'th',
      zone: 'Asia/Bangkok',
    });
  });

  it.each(['', 'no token', 'a.b.c', token({ role: 'king', locale: 7 }), `h.${btoa('null')}.s`])(
    'is nothing in %s',
    (text) => {
      const { role, locale, zone } = readClaims(text);
      expect([role, locale, zone]).toEqual([undefined, undefined, undefined]);
    },
  );
});
