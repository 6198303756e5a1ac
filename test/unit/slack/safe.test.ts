import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link } from '../../../bots/slack/blocks/rich.ts';
import { copiedBack, cut, mrkdwn, plainText } from '../../../bots/slack/blocks/safe.ts';
import { nasty } from './support.ts';

/** What Slack does with mrkdwn: everything that is not plain words. */
const LIVE: [string, RegExp][] = [
  ['a control sequence', /[<>]/u],
  ['an ampersand of its own', /&(?!(?:amp|lt|gt);)/u],
  ['formatting', /[*_~`]/u],
  ['a quote', /^\s*(?:>|&gt;)/mu],
  ['a link', /:\/\/|\.\p{L}/u],
  ['a mention', /[@#][^\s\u2060]/u],
  ['an emoji', /(?<!\d):[^\s:]+:|:(?!\d\d(?!\d))[^\s:]+:/u],
];

describe('people’s words as mrkdwn', () => {
  it.each(LIVE)('never are %s', (_, live) => {
    fc.assert(fc.property(nasty(600), (text) => !live.test(mrkdwn(text))));
  });

  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U1>', '&lt;@\u2060U1&gt;'],
    ['<https://x|y>', '&lt;https:\u2060//x|y&gt;'],
    ['*b* _i_ ~s~ `c`', '∗b∗ ˍiˍ ∼s∼ ˋcˋ'],
    ['> said', '› said'],
    [':tada:', '∶tada:'],
    ['12:tada:', '12∶tada:'],
    ['1:100:', '1∶100:'],
    ['&lt;', '&amp;lt;'],
  ])('%s reads like it and does nothing', (text, expected) => {
    expect(mrkdwn(text)).toBe(expected);
  });

  it.each([
    'Decide by Mon 23 Nov, 16:30 · ฿1,250.00 · 50%',
    '/parley quiet 22:00-07:00',
    '22:00-07:00, 22:00-19:00',
    'held from 22:00 to 07:00',
  ])('leaves amounts, times and dates as they are: %s', (text) => {
    expect(mrkdwn(text)).toBe(text);
  });

  it.each(['order_7', '#1001', '*1*', ':a:', '22:00-07:00', 'a.b'])(
    '%s copied out of a message is what it was',
    (text) => {
      expect(copiedBack(mrkdwn(text))).toBe(text);
    },
  );

  it('are cut to what fits, and no entity, joiner or character is split', () => {
    fc.assert(
      fc.property(nasty(400), fc.integer({ min: 1, max: 300 }), (text, max) => {
        const whole = mrkdwn(text, 1_000_000);
        const kept = mrkdwn(text, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(kept.isWellFormed()).toBe(true);
        if (kept === whole) return;
        expect(kept.endsWith('…')).toBe(true);
        expect(whole.startsWith(kept.slice(0, -1))).toBe(true);
        expect(kept.slice(0, -1)).not.toMatch(/&(?!(?:amp|lt|gt);)/u);
      }),
    );
  });

  it('an ampersand that no longer fits is left out whole', () => {
    expect(mrkdwn('ab&cd', 7)).toBe('ab…');
    expect(mrkdwn('ab&', 7)).toBe('ab&amp;');
  });
});

describe('people’s words as plain text', () => {
  it('are within their length, well formed and never empty', () => {
    fc.assert(
      fc.property(nasty(400), fc.integer({ min: 1, max: 150 }), (text, max) => {
        const { text: kept } = plainText(text, max);
        expect(kept.length).toBeGreaterThan(0);
        expect(kept.length).toBeLessThanOrEqual(max);
        expect(kept.isWellFormed()).toBe(true);
        expect(kept).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
    expect(plainText('\u0000', 10).text).toBe('–');
  });

  it('keep emoji codes as they are typed', () => {
    expect(plainText(':tada:', 75)).toEqual({ type: 'plain_text', text: ':tada:', emoji: false });
  });

  it('are cut between characters that belong together', () => {
    expect(cut('a👩‍👩‍👧‍👦', 5)).toBe('a…');
  });
});

describe('links', () => {
  it('go to the web only, under our own words', () => {
    expect(link('https://cdn.example/box.jpg', 'Photo 1')).toEqual({
      type: 'link',
      url: 'https://cdn.example/box.jpg',
      text: 'Photo 1',
    });
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'slack://open',
    'https://user:secret@shop.example/',
    'no link',
    `https://cdn.example/${'x'.repeat(3_000)}`,
  ])('%s is none', (url) => {
    expect(link(url, 'Photo 1')).toBeUndefined();
  });
});
