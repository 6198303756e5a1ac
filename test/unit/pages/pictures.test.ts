import { describe, expect, it } from 'vitest';
import { isPicture, maybePicture, picturesIn, wordsOf } from '../../../src/pages/chat/pictures.ts';
import { tokenize } from '../../../src/pages/chat/tokenize.ts';

const said = (text: string, evidence: string[]): string =>
  wordsOf({ text, evidence })
    .map((piece) => piece.text)
    .join('');

describe('Pictures that people link to', () => {
  it.each([
    ['https://cdn.example/a/box.JPG?w=1', true],
    ['https://cdn.example/box.webp#top', true],
    ['http://cdn.example/box.jpg', false],
    ['https://user:secret@cdn.example/box.jpg', false],
    ['https://cdn.example/box.jpg.html', false],
    ['https://cdn.example/?file=box.jpg', false],
    ['data:image/png;base64,AA', false],
    ['box.jpg', false],
  ])('%s: %s', (href, shown) => {
    expect(isPicture(href)).toBe(shown);
  });

  it('are shown once each, and at most six of a message', () => {
    const links = (names: string[]) => tokenize(names.map((name) => `https://cdn.example/${name}.png`).join(' '));
    expect(picturesIn(links(['a', 'b', 'a']))).toEqual(['https://cdn.example/a.png', 'https://cdn.example/b.png']);
    expect(picturesIn(links([...'abcdefgh']))).toHaveLength(6);
  });
});

describe('Evidence', () => {
  it.each([
    ['https://cdn.example/photo?id=7', true],
    ['https://cdn.example/box.jpg', true],
    ['https://cdn.example/film.MP4', false],
    ['https://cdn.example/receipt.pdf?page=1', false],
    ['http://cdn.example/box.jpg', false],
  ])('may be a picture, %s: %s', (href, maybe) => {
    expect(maybePicture(href)).toBe(maybe);
  });

  it('leaves the sentence that ends in its addresses, and no other', () => {
    const [box, bowl] = ['https://cdn.example/box.jpg', 'https://cdn.example/bowl.jpg'];
    expect(said(`“See ${box} for it” Evidence: ${box} ${bowl}`, [box, bowl])).toBe(`“See ${box} for it” Evidence: `);
    expect(said(`⟦Evidence: ${box}⟧`, [box])).toBe('⟦Evidence: ⟧');
    expect(said(`Evidence: ${box}`, [])).toBe(`Evidence: ${box}`);
    expect(said(`One bowl\n${box}\n${bowl}`, [box, bowl])).toBe('One bowl\n');
    expect(said(`${box}\n${bowl}`, [box, bowl])).toBe('');
    expect(said(`Evidence: ${box}`, [bowl])).toBe(`Evidence: ${box}`);
  });
});

describe('Links', () => {
  it('end before quotes and brackets of any kind that close', () => {
    for (const end of [')', ']', '”', '’', '»', '」', '⟧', '.)']) {
      expect(tokenize(`https://shop.example/a${end}`)[0]?.text).toBe('https://shop.example/a');
    }
  });

  it('end before a sign that would turn the direction of what follows', () => {
    expect(tokenize('https://shop.example/\u202egpj.exe')).toEqual([
      { text: 'https://shop.example/', href: 'https://shop.example/' },
      { text: '\u202egpj.exe' },
    ]);
  });
});
