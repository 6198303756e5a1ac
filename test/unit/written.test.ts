import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asWritten } from '../../src/contract/written.ts';

const [LRE, RLE, PDF, LRO, RLO, RLI, FSI, PDI] = [...'\u202A\u202B\u202C\u202D\u202E\u2067\u2068\u2069'];

describe('Words as they are kept', () => {
  it.each([
    ['zero width spaces', '\u200B\u200B'],
    ['an empty braille pattern', '\u2800'],
    ['a Hangul filler', '\u3164'],
    ['Hangul fillers of other widths', '\u115F\u1160\uFFA0'],
    ['a soft hyphen', '\u00AD'],
    ['tag characters', '\u{E0001}\u{E0068}\u{E0069}\u{E007F}'],
    ['joiners and marks of direction', '\u200C\u200D\u200E\u200F\u061C\u2060\uFEFF'],
    ['variation selectors', '\uFE0F\u{E0100}\u180B\u034F'],
    ['spaces of all kinds', ' \t\n\u00A0\u1680\u2003\u202F\u205F\u3000'],
    ['controls', '\u0000\u0007\u001B\u009F'],
    ['directions alone', '\u202E\u2066\u2069\u202C'],
    ['several of them', '\u3164 \u200B\n\u2800\u00AD'],
  ])('%s alone are nothing', (_what, text) => {
    expect(asWritten(text)).toBe('');
  });

  it.each([
    ['one form of a letter', 'Ti\u0065\u0302\u0301ng Vi\u0065\u0323\u0302t', 'Tiếng Việt'],
    ['one kind of line end', 'a\r\nb\rc\u2028d\ve', 'a\nb\nc\nd\ne'],
    ['no controls, but tabs', 'a\u0000b\tc\u001B[31md', 'ab\tc[31md'],
    ['no spaces at the ends', ' \n yes \u00A0', 'yes'],
    ['no half of a pair', 'a\uD83D', 'a\uFFFD'],
    ['no text hidden in tags', 'hello\u{E0068}\u{E0069} you', 'hello you'],
  ])('have %s', (_what, text, kept) => {
    expect(asWritten(text)).toBe(kept);
  });

  it.each([
    ['a family', '👩‍👩‍👧‍👦'],
    ['a flag made of tags', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}'],
    ['a heart in colour', '❤️'],
    ['Persian with its joiner', 'می‌خواهم'],
    ['Thai and Sinhala', 'ผมไม่ได้รับ ක්‍රීඩා'],
    ['a mark of direction beside a number', '\u200F(5)'],
    ['an isolate that is closed', `a ${FSI}אב${PDI} b`],
    ['isolates and embeddings in one another', `${RLI}a ${LRE}b${PDF} ${FSI}c${PDI}${PDI} d`],
  ])('leave %s alone', (_what, text) => {
    expect(asWritten(text)).toBe(text);
  });

  it.each([
    ['an override', `see ${RLO}https://moc.live/${PDF} now`, 'see https://moc.live/ now'],
    ['an override that is left open', `${RLO}gnp.exe`, 'gnp.exe'],
    ['a left-to-right override within an isolate', `${RLI}a${LRO}b${PDF}c${PDI}`, `${RLI}abc${PDI}`],
    ['an embedding that is left open', `${RLE}a 5`, 'a 5'],
    ['an isolate that is closed on the next line', `${RLI}a\nb${PDI}`, 'a\nb'],
    ['ends of nothing', `a${PDF}b${PDI}c`, 'abc'],
    ['an embedding that an isolate ends', `${RLI}a${RLE}b${PDI}c${PDF}`, `${RLI}ab${PDI}c`],
    ['an end that belongs to what is outside', `${RLE}a${FSI}b${PDF}c${PDI}d${PDF}`, `${RLE}a${FSI}bc${PDI}d${PDF}`],
  ])('hold no loose direction: %s', (_what, text, kept) => {
    expect(asWritten(text)).toBe(kept);
  });

  it('are the same when they come in again', () => {
    const sign = fc.constantFrom(...'ab\u0301é\n \u200B', LRE, RLE, PDF, LRO, RLO, RLI, FSI, PDI, '\u{E0061}', '🏴');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(sign).map((signs) => signs.join('')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const kept = asWritten(given);
        expect(asWritten(kept)).toBe(kept);
        expect(kept).not.toMatch(/[\u202D\u202E]/u);
      }),
      { numRuns: 2_000 },
    );
  });
});
