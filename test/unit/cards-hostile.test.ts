import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buyerReader } from '../../src/application/answer-links.ts';
import { ADAPTIVE_LIMITS, adaptiveCard } from '../../src/application/cards/adaptive.ts';
import { CHATWOOT_LIMITS, chatwootMessage } from '../../src/application/cards/chatwoot.ts';
import { CARD_FORMATS, exportCard } from '../../src/application/cards/export.ts';
import { LINE_LIMITS, lineMessage } from '../../src/application/cards/line.ts';
import { escapeMarkdown } from '../../src/application/cards/markdown.ts';
import { clean, cut } from '../../src/application/cards/plain.ts';
import { type CardSheet, sheetOf, textWithin } from '../../src/application/cards/sheet.ts';
import { choiceIn, isOurValue, MOST_VALUE_BYTES, valuesOf } from '../../src/application/cards/values.ts';
import { WHATSAPP_LIMITS, whatsAppMessage } from '../../src/application/cards/whatsapp.ts';
import { derivedId } from '../../src/domain/draft.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { AdaptiveCard13 } from '../support/adaptive-schema.ts';
import { baht, HOUR, later } from '../support/builders.ts';
import { BUYER, negotiation, propose, SELLER } from '../support/negotiation.ts';

const FAMILY = '👩‍👩‍👧‍👦';
const NASTY = [
  '<!channel>',
  '<@U123>',
  '@everyone',
  '[x](javascript:alert(1))',
  '![x](https://evil.example/p.png)',
  '**bold** _i_ ~s~ `c`',
  '{{DATE(2017-02-14T06:08:00Z)}}',
  '$' + '{x}',
  '<img src=x onerror=alert(1)>',
  '&#42;&amp;',
  '\u0000\u0007\u001b[31m\u009b',
  '\u202Eevil\u2066',
  '\r\n- a\n# b\n1. c\n===',
  '\ud800',
  'สวัสดีครับ ก็',
  'מה שלומך',
  'نص عربي طويل',
  FAMILY,
  '🇹🇭',
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
];
const words = (maxLength: number) =>
  fc
    .array(
      fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ maxLength: 40 })),
      {
        minLength: 1,
        maxLength: 60,
      },
    )
    .map((parts) => parts.join(' ').slice(0, maxLength) || 'x');

const hostile = fc.record({
  titles: fc.array(words(300), { minLength: 1, maxLength: 200 }),
  note: fc.option(words(1000), { nil: undefined }),
  answer: fc.option(words(1000), { nil: undefined }),
  locale: fc.constantFrom(...LANGUAGES),
  rounds: fc.constantFrom(1, 3),
});
/** The longest that there are. */
const valueFor = valuesOf({ requestId: `req_${'a'.repeat(40)}`, offerId: `ofr_${'a'.repeat(40)}-9999` }, ['a secret']);
type Hostile = typeof hostile extends fc.Arbitrary<infer T> ? T : never;

function sheetWith({ titles, note, answer, locale, rounds }: Hostile): CardSheet {
  const items = titles.map((title, n) => ({
    sku: `S${n}`,
    title,
    quantity: 100_000,
    missingQuantity: 100_000,
    unitPrice: baht(1000),
  }));
  const request = negotiation({
    policy: { maxRounds: rounds },
    requestId: `req_${'a'.repeat(30)}`,
    input: { items, paid: baht(900_000_000_000_000), buyerLocale: locale },
  });
  const { state } = request.act(SELLER, propose(33.33, note));
  const offerId = state.offers[0]?.id ?? '';
  if (answer !== undefined) request.act(BUYER, { type: 'RejectOffer', offerId, text: answer });
  const [offer] = request.state.offers;
  if (!offer) throw new Error('no offer');
  const url = `https://parley.example/o/${'t'.repeat(500)}`;
  return sheetOf(request.state, offer, buyerReader(request.state), Date.parse(later(2 * HOUR)), { answerUrl: url });
}

/** Every string in a message, wherever it stands. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(strings) : [];
}
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const holds = (check: (sheet: CardSheet) => void) =>
  fc.assert(
    fc.property(hostile, (data) => {
      check(sheetWith(data));
    }),
    { numRuns: 60 },
  );

describe('whatever people wrote', () => {
  it('no format breaks a surrogate pair, lets a control character through or turns the direction of writing', () => {
    holds((sheet) => {
      for (const format of CARD_FORMATS) {
        for (const text of strings(exportCard(format, sheet, valueFor))) {
          expect(text.isWellFormed()).toBe(true);
          expect(text).not.toMatch(/[\p{Cc}--[\n\t]]/v);
          expect(text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/u);
        }
      }
    });
  });

  it('a Chatwoot message holds no template, wherever braces stood', () => {
    holds((sheet) => {
      for (const drawn of [true, false]) {
        expect(chatwootMessage(sheet, valueFor, drawn).content).not.toMatch(/\{[{%]/u);
      }
    });
    const note = '{{{contact.email}}}{%{% for x in (1..9) %}';
    const sheet = sheetWith({ titles: ['{{x}}'], note, answer: undefined, locale: 'en', rounds: 1 });
    const { content } = chatwootMessage(sheet, valueFor, false);
    expect(content).not.toMatch(/\{[{%]/u);
    expect(content.replaceAll('\u200B', '')).toContain(note);
  });

  it('an Adaptive Card is one by the public schema of 1.3, and stays within 28 KB', () => {
    holds((sheet) => expect(AdaptiveCard13.safeParse(adaptiveCard(sheet, valueFor)).error).toBeUndefined());
    holds((sheet) => expect(bytes(adaptiveCard(sheet, valueFor))).toBeLessThanOrEqual(ADAPTIVE_LIMITS.bytes));
  });

  it('a Chatwoot message for a website has nothing that Markdown, HTML or a maker of links would change', () => {
    holds((sheet) => {
      const { content } = chatwootMessage(sheet, valueFor);
      const ours = sheet.open ? content.replace(sheet.open.sentence, '') : content;
      expect(ours).not.toMatch(/[\\*_[\]<>~`|{}"]|&(?!#\d+;)|^\s*\d{0,9}[#+\-=.)]|https?:\/\/|www\.(?=\w)/mu);
    });
  });

  it('a Chatwoot message stays within its limits', () => {
    holds((sheet) => {
      const message = chatwootMessage(sheet, valueFor, false);
      expect(message.content.length).toBeLessThanOrEqual(CHATWOOT_LIMITS.content);
      if (message.content_type === 'text') return;
      const { items } = message.content_attributes;
      expect(items.length).toBeLessThanOrEqual(CHATWOOT_LIMITS.items);
      for (const { title } of items) expect(title.length).toBeLessThanOrEqual(CHATWOOT_LIMITS.title);
    });
  });

  it('a LINE message stays within its limits and has no empty text', () => {
    holds((sheet) => {
      const message = lineMessage(sheet, valueFor);
      expect(message.altText.length).toBeLessThanOrEqual(LINE_LIMITS.altText);
      expect(bytes(message.contents)).toBeLessThanOrEqual(LINE_LIMITS.bytes);
      expect(strings(message)).not.toContain('');
      for (const part of message.contents.footer?.contents ?? []) {
        if (part.type !== 'button') throw new Error('only buttons');
        expect(part.action.label.length).toBeLessThanOrEqual(LINE_LIMITS.label);
        const { action } = part;
        if (action.type === 'postback') expect(action.data.length).toBeLessThanOrEqual(LINE_LIMITS.data);
        else expect(action.uri.length).toBeLessThanOrEqual(LINE_LIMITS.uri);
      }
    });
  });

  it('a WhatsApp message stays within its limits', () => {
    holds((sheet) => {
      const message = whatsAppMessage(sheet, valueFor);
      if (message.type === 'text') {
        expect(message.text.body.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.text);
        return;
      }
      const { header, body, footer, action } = message.interactive;
      expect(header.text.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.header);
      expect(header.text).not.toContain('\n');
      expect(body.text.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.body);
      expect(footer?.text.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.footer);
      expect(action.buttons.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.buttons);
      for (const { reply } of action.buttons) {
        expect(reply.title.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.title);
        expect(reply.id.length).toBeLessThanOrEqual(WHATSAPP_LIMITS.id);
      }
    });
  });

  it('what a button hands back is short, of plain letters, and says what it said', () => {
    const ids = fc.record({
      requestId: fc.stringMatching(/^req_[\w-]{1,40}$/u),
      offer: fc.integer({ min: 1, max: 9_999 }),
      action: fc.constantFrom('accept', 'reject', 'counter'),
    });
    fc.assert(
      fc.property(ids, ({ requestId, offer, action }) => {
        const offerId = derivedId('ofr', requestId, offer);
        const value = valuesOf({ requestId, offerId }, ['new', 'old'])(action);
        expect(Buffer.byteLength(value)).toBeLessThanOrEqual(MOST_VALUE_BYTES);
        expect(value).toMatch(/^[\w.-]+$/u);
        expect(choiceIn(value)).toEqual({ action, requestId, offerId });
        expect(isOurValue(value, ['newest', 'new'])).toBe(true);
        expect(isOurValue(value, ['old'])).toBe(false);
      }),
    );
  });

  it('amount and deadline are whole wherever text was cut', () => {
    holds((sheet) => {
      if (!sheet.deadline) return;
      const { content } = chatwootMessage(sheet, valueFor);
      for (const text of [
        textWithin(sheet, WHATSAPP_LIMITS.body),
        lineMessage(sheet, valueFor).altText,
        content,
        sheet.text,
      ]) {
        expect(text).toContain(sheet.card.formattedAmount);
        expect(text).toContain(sheet.deadline.value);
      }
    });
  });

  it('two hundred items become as many as fit and the number of the others', () => {
    const titles = Array.from({ length: 200 }, (_, n) => `Bowl ${n}`);
    const sheet = sheetWith({ titles, note: undefined, answer: undefined, locale: 'en', rounds: 1 });
    const lines = textWithin(sheet, WHATSAPP_LIMITS.body).split('\n');
    const shown = lines.filter((line) => line.startsWith('100000 × ')).length;
    expect(shown).toBeGreaterThan(20);
    expect(lines).toContain(`and ${200 - shown} more`);
    expect(JSON.stringify(adaptiveCard(sheet, valueFor))).toContain('and 180 more');
    expect(JSON.stringify(lineMessage(sheet, valueFor))).toContain('and 190 more');
  });

  it('signs that take most room leave every message within its size', () => {
    const full = { titles: Array.from({ length: 200 }, () => '*'.repeat(300)), locale: 'fil', rounds: 3 } as const;
    for (const note of ['*'.repeat(1000), 'ก'.repeat(1000), '"\n'.repeat(500)]) {
      for (const answer of [undefined, '\\'.repeat(1000)]) {
        const sheet = sheetWith({ ...full, titles: [...full.titles], note, answer });
        expect(bytes(adaptiveCard(sheet, valueFor))).toBeLessThanOrEqual(ADAPTIVE_LIMITS.bytes);
        expect(bytes(lineMessage(sheet, valueFor).contents)).toBeLessThanOrEqual(LINE_LIMITS.bytes);
      }
    }
  });

  it('a mention of a channel is only words', () => {
    const sheet = sheetWith({ titles: ['<!channel>'], note: '<!here>', answer: undefined, locale: 'en', rounds: 1 });
    expect(JSON.stringify(adaptiveCard(sheet, valueFor))).not.toMatch(/[^\\]<!/u);
  });
});

describe('cutting', () => {
  it('keeps at most what fits, in whole graphemes, and says that it cut', () => {
    const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
    fc.assert(
      fc.property(words(400), fc.integer({ min: 1, max: 300 }), (text, max) => {
        const kept = cut(text, max);
        expect(kept.length).toBeLessThanOrEqual(max);
        if (kept === text) return;
        expect(kept.endsWith('…')).toBe(true);
        const whole = [...graphemes.segment(text)].map(({ segment }) => segment);
        const prefixes = whole.map((_, count) => whole.slice(0, count).join('').trimEnd());
        expect(prefixes).toContain(kept.slice(0, -1));
      }),
      { numRuns: 60 },
    );
  });

  it('never shows half a family', () => {
    expect(cut(`ab${FAMILY}`, 8)).toBe('ab…');
    expect(cut(FAMILY, FAMILY.length)).toBe(FAMILY);
  });
});

describe('cleaning', () => {
  it('drops what cannot be seen and keeps what languages and emoji are written with', () => {
    expect(clean(`a\u0000b\u202Ec\r\nd\u2028e ${FAMILY} ก็ می\u200cخواهم`)).toBe(`abc\nd\ne ${FAMILY} ก็ می\u200cخواهم`);
  });
});

describe('escaping Markdown', () => {
  it('adds backslashes and nothing else: without them it is the text again', () => {
    fc.assert(
      fc.property(words(300), (text) => {
        expect(escapeMarkdown(text).replace(/\\([!-/:-@[-`{-~])/gu, '$1')).toBe(text);
      }),
    );
  });

  it('leaves amounts and dates as they are', () => {
    for (const text of ['RM 5.00', 'Rp 125.000,00', 'Tue, Nov 24, 09:31 AM', '50% (half)']) {
      expect(escapeMarkdown(text)).toBe(text);
    }
  });

  it('escapes a sign that would begin a list, a heading or a rule only where a line begins', () => {
    expect(escapeMarkdown('- a\n  + b\n1. c\n12) d\n# e\n--- f - g')).toBe(
      '\\- a\n  \\+ b\n1\\. c\n12\\) d\n\\# e\n\\--- f - g',
    );
  });
});
