import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emojiOf, withEmoji } from '../../../src/pages/demo/slack/emoji.ts';
import { formatDate, type Inline, parseInline, parseMrkdwn, safeHref } from '../../../src/pages/demo/slack/mrkdwn.ts';

const text = (words: string): Inline => ({ kind: 'text', text: words });

describe('Marks', () => {
  it.each([
    ['*bold*', 'bold'],
    ['_italic_', 'italic'],
    ['~strike~', 'strike'],
  ] as const)('%s is %s', (written, kind) => {
    expect(parseInline(written)).toEqual([{ kind, inside: [text(kind)] }]);
  });

  it('stand inside each other, and around links', () => {
    expect(parseInline('*all _of_ <https://a.example/|it>*')).toEqual([
      {
        kind: 'bold',
        inside: [
          text('all '),
          { kind: 'italic', inside: [text('of')] },
          text(' '),
          { kind: 'link', href: 'https://a.example/', text: 'it' },
        ],
      },
    ]);
  });

  it.each(['2*3*4', 'snake_case_name', '* no *', '**', '*open', '~ 5 ~', '*two\nlines*', 'ร้าน*ดี*มาก'])(
    'count only at the edge of words, on one line: %j stays as it is',
    (written) => {
      const words = parseInline(written).map((inline) => (inline.kind === 'text' ? inline.text : '\n'));
      expect(words.join('')).toBe(written);
    },
  );

  it('mean nothing inside code', () => {
    expect(parseInline('`*a* <@U1> &lt;b&gt;`')).toEqual([{ kind: 'code', text: '*a* <@U1> <b>' }]);
    expect(parseMrkdwn('see\n```\n*x*\n> y\n```\ndone')).toEqual([
      { kind: 'text', inside: [text('see')] },
      { kind: 'code', text: '*x*\n> y' },
      { kind: 'text', inside: [text('done')] },
    ]);
  });

  it('quote lines that begin with >, escaped or not, each run of them as one', () => {
    expect(parseMrkdwn('said\n> one\n&gt; two\nend')).toEqual([
      { kind: 'text', inside: [text('said')] },
      { kind: 'quote', inside: [text('one'), { kind: 'break' }, text('two')] },
      { kind: 'text', inside: [text('end')] },
    ]);
  });
});

describe('What stands in angle brackets', () => {
  it.each([
    [
      '<https://a.example/x?a=1&amp;b=2|Photo 1>',
      { kind: 'link', href: 'https://a.example/x?a=1&b=2', text: 'Photo 1' },
    ],
    ['<http://a.example>', { kind: 'link', href: 'http://a.example/', text: 'http://a.example' }],
    ['<@U024BE7LH>', { kind: 'user', id: 'U024BE7LH' }],
    ['<#C024BE7LR|returns>', { kind: 'channel', name: 'returns' }],
    ['<!channel>', { kind: 'broadcast', range: 'channel' }],
    [
      '<!date^1700000000^{date} at {time}^https://a.example|soon>',
      { kind: 'date', seconds: 1_700_000_000, format: '{date} at {time}', fallback: 'soon' },
    ],
  ])('%s is read', (written, inline) => {
    expect(parseInline(written)).toEqual([inline]);
  });

  it.each(['<javascript:alert(1)|Photo>', '<data:text/html,x>', '<ftp://a.example/|x>', '<b>', '<', 'a < b > c'])(
    'is text where it is none of Slack’s: %s',
    (written) => {
      expect(parseInline(written)).toEqual([text(written)]);
    },
  );

  it('is text where it was escaped', () => {
    expect(parseInline('&lt;!channel&gt; &amp;lt;')).toEqual([text('<!channel> &lt;')]);
  });
});

describe('Addresses', () => {
  it('without brackets are links, unless the text is taken verbatim', () => {
    expect(parseInline('at https://a.example/x, ok')).toContainEqual({
      kind: 'link',
      href: 'https://a.example/x',
      text: 'https://a.example/x',
    });
    expect(parseInline('at https://a.example/x, ok', { verbatim: true })).toEqual([text('at https://a.example/x, ok')]);
  });

  it('are followed only over http and https', () => {
    expect(safeHref('https://a.example')).toBe('https://a.example/');
    for (const address of ['javascript:alert(1)', ' https://a.example', 'https://', '//a.example', 'file:///etc']) {
      expect(safeHref(address)).toBeUndefined();
    }
  });
});

describe('Emoji', () => {
  it('of a known code is its character, of another the code itself', () => {
    expect(parseInline('go :truck:')).toEqual([text('go '), { kind: 'emoji', name: 'truck' }]);
    expect([emojiOf('truck'), emojiOf('constructor')]).toEqual(['🚚', ':constructor:']);
    expect(withEmoji('at 10:30:00 :bell: :nope:')).toBe('at 10:30:00 🔔 :nope:');
  });
});

describe('A moment', () => {
  it('is written in its reader’s zone', () => {
    const write = (zone: string): string => formatDate(1_700_000_000, '{date_short} at {time}', '', 'en-GB', zone);
    expect(write('Europe/London')).toBe('14 Nov 2023 at 22:13');
    expect(write('Asia/Bangkok')).toBe('15 Nov 2023 at 5:13');
  });

  it('that is none is its fallback, and unknown parts stay', () => {
    expect(formatDate(Number.NaN, '{date}', 'some day', 'en-GB', 'UTC')).toBe('some day');
    expect(formatDate(0, '{constructor}', '', 'en-GB', 'UTC')).toBe('{constructor}');
  });
});

describe('Any text', () => {
  const plainOf = (inline: Inline): string => {
    if (inline.kind === 'break') return '\n';
    return inline.kind === 'text' ? inline.text : '';
  };

  it('without Slack’s characters stays exactly what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
        fc.pre(!/[*_~`<>&:\r]/u.test(words) && !/^\n|\n$/u.test(words));
        const inside = parseMrkdwn(words, { verbatim: true }).flatMap((part) =>
          part.kind === 'code' ? [] : part.inside,
        );
        expect(inside.map(plainOf).join('')).toBe(words);
      }),
    );
  });

  it('is read, and no link in it leads anywhere but to http and https', () => {
    const piece = fc.oneof(
      fc.constantFrom('*', '_', '~', '`', '```', '<', '>', '|', '&lt;', ':', '\n', 'javascript:', 'https://a.example'),
      fc.string({ maxLength: 8 }),
    );
    const links = (inlines: Inline[]): string[] =>
      inlines.flatMap((inline) => {
        if (inline.kind === 'link') return [inline.href];
        return 'inside' in inline ? links(inline.inside) : [];
      });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const inside = parseMrkdwn(pieces.join('')).flatMap((part) => (part.kind === 'code' ? [] : part.inside));
        for (const href of links(inside)) expect(href).toMatch(/^https?:\/\//u);
      }),
    );
  });
});
