/** Which font writes what, and where lines may end. */
import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../../src/documents/fonts/breaks.ts';
import { drawnOrder } from '../../../src/documents/fonts/direction.ts';
import { type Face, facesFor } from '../../../src/documents/fonts/faces.ts';
import { runsOf, SUBSTITUTE } from '../../../src/documents/fonts/runs.ts';

const codePoints = (text: string): Set<number> => new Set(Array.from(text, (sign) => sign.codePointAt(0) ?? 0));
const facesOf = (text: string): Promise<Face[]> => facesFor(codePoints(text), 400);

/** Which part writes which piece of the text. */
async function written(text: string): Promise<[string, string][]> {
  const runs = runsOf(text, await facesOf(text));
  return runs.map(({ face, text: part }) => [face.name.replace(/^.*files\/|-400$/gu, ''), part]);
}

describe('faces', () => {
  it.each([
    ['English', 'Hello, world! 1 × 2 … –'],
    ['Vietnamese', 'Nguyễn Thị Phương Thảo, đường Lê Lợi'],
    ['Thai', 'สมชาย ใจดีพิพัฒน์กุล ๑๒๓ ฿'],
    ['simplified Chinese', '欧阳慧敏（喆翀），乌节路三百一十三号「大厦」。'],
    ['traditional Chinese', '臺灣書店轉交收貨人電話'],
    ['Japanese kana', 'かなカナ'],
    ['Polish, Turkish', 'Łódź, Iğdır'],
    ['Russian', 'Привет, Ёлка'],
    ['Greek', 'Ελλάδα'],
    ['Hindi', 'नमस्ते'],
    ['Korean', '서울특별시 강남구 테헤란로 123, 김철수'],
    ['Japanese', '東京都渋谷区神南一丁目　辻 働 込 峠'],
    ['Lao', 'ນະຄອນຫຼວງວຽງຈັນ ສົມສັກ'],
    ['Khmer', 'ភ្នំពេញ សុខា ៛'],
    ['Burmese', 'ရန်ကုန်မြို့၊ မောင်မောင်'],
  ])('%s is written without a substitute', async (_, text) => {
    const runs = runsOf(text, await facesOf(text));
    expect(runs.map(({ text: part, says = part }) => says).join('')).toBe(text);
  });

  it.each([
    ['Ethiopic', 'አዲስ', 3],
    ['an emoji of several signs', '👨‍👩‍👧‍👦', 1],
    ['a lone surrogate', '\uD800', 1],
    ['a character for private use', '\uE000', 1],
  ])('%s is written with one substitute for each letter', async (_, text, letters) => {
    expect(await written(text)).toEqual([['noto-sans-latin', SUBSTITUTE.repeat(letters)]]);
  });

  it('only those that a text needs are taken', async () => {
    const names = async (text: string) => (await facesOf(text)).map(({ name }) => name.replace(/^.*files\//u, ''));
    expect(await names('Hello')).toEqual(['noto-sans-latin-400']);
    expect(await names('ร้าน 1')).toEqual(['noto-sans-latin-400', 'noto-sans-thai-thai-400']);
    expect(await names('')).toEqual(['noto-sans-latin-400']);
  });

  it('are read once', async () => {
    const [first] = await facesOf('a');
    const [again] = await facesOf('b');
    expect(again).toBe(first);
  });
});

describe('runs', () => {
  it('a run goes on over spaces and digits that its face has', async () => {
    expect(await written('ซอย 12 ถนน')).toEqual([
      ['noto-sans-thai-thai', 'ซอย '],
      ['noto-sans-latin', '12 '],
      ['noto-sans-thai-thai', 'ถนน'],
    ]);
  });

  it('a letter and its marks are never written by two faces', async () => {
    const runs = await written('aน้ำb');
    expect(runs.map(([, part]) => part)).toEqual(['a', 'น\u0E4D\u0E49\u0E32', 'b']);
  });

  it('Thai sara am has its ring below the tone, and is copied as it was typed', async () => {
    const [run] = runsOf('น้ำ', await facesOf('น้ำ'));
    expect(run).toMatchObject({ text: 'น\u0E4D\u0E49\u0E32', says: 'น้ำ' });
  });

  it('words from right to left are drawn last to first, and say what they are', async () => {
    const name = 'محمد علي';
    expect((await written(name)).map(([, part]) => part)).toEqual(['علي', ' ', 'محمد']);
    expect(runsOf(name, await facesOf(name)).map(({ says }) => says)).toEqual(['علي', undefined, 'محمد']);
  });

  it.each([
    ['a house number', 'شارع 12 الكويت', ['الكويت', ' ', '12', ' ', 'شارع']],
    ['words of Latin letters in it', 'שלום Tower B כהן', ['כהן', ' ', 'Tower B', ' ', 'שלום']],
    ['it in a line of Latin letters', 'Mr כהן דוד 5 B', ['Mr ', '5', ' ', 'דוד', ' ', 'כהן', ' B']],
    ['a number of Latin letters and digits', 'بيت B12', ['B12', ' ', 'بيت']],
    ['a number after Latin letters', 'شقة B 12 الدور 3', ['3', ' ', 'الدور', ' ', 'B 12', ' ', 'شقة']],
    ['numbers with a dash', 'بناية 4-5، شقة 6', ['6', ' ', 'شقة', ' ', '،', '5', '-', '4', ' ', 'بناية']],
    ['brackets, which open the other way', 'رقم (5)', ['(', '5', ')', ' ', 'رقم']],
    ['a word in brackets', 'رقم (الكويت)', ['(', 'الكويت', ')', ' ', 'رقم']],
    ['brackets around Latin letters', 'מגדל (Tower 5) קומה', ['קומה', ' ', '(', 'Tower 5', ')', ' ', 'מגדל']],
    ['it in brackets', 'Floor (بناية الورود) 2', ['Floor (', 'الورود', ' ', 'بناية', ') ', '2']],
    ['itself and its Latin letters', 'רחוב 12 – Rhvv 12', ['Rhvv 12', ' ', '–', ' ', '12', ' ', 'רחוב']],
    ['no letter from right to left', 'Main Road 5', ['Main Road 5']],
  ])('a line with %s', (_, line, pieces) => {
    expect(drawnOrder(line).map(({ text }) => text)).toEqual(pieces);
  });

  it('a bracket that is drawn as its mirror says what was typed', async () => {
    const runs = runsOf('رقم (5)', await facesOf('رقم (5)'));
    expect(runs.map(({ text, says = text }) => [text, says])).toEqual([
      ['(', ')'],
      ['5', '5'],
      [')', '('],
      [' ', ' '],
      ['رقم', 'رقم'],
    ]);
  });

  it('a Burmese vowel and medial that are drawn before their letter stand there, and are copied as typed', async () => {
    const [run] = runsOf('မြေ', await facesOf('မြေ'));
    expect(run).toMatchObject({ text: '\u1031\u103C\u1019', says: 'မြေ' });
    expect((await written('ရန်ကုန်'))[0]?.[1]).toBe('ရန်ကုန်');
  });

  it.each([
    ['a kinzi over the next letter, and the vowel before it', 'သင်္ဘော', ['sa', '_e', 'bha', 'kinzi', '_aa']],
    ['a letter under another', 'ဗုဒ္ဓ', ['ba', '_u', 'da', 'dha.sub']],
    ['the same letter under itself', 'တက္က', ['ta', 'ka', 'ka.sub']],
  ])('Burmese is drawn with %s, as typed where it is copied', async (_, word, glyphs) => {
    const [run] = runsOf(word, await facesOf(word));
    expect(run?.says).toBe(word);
    expect(run?.face.font.layout(run.text, run.features).glyphs.map(({ name }) => name)).toEqual(glyphs);
  });

  it('invisible signs that no face has are dropped', async () => {
    expect(await written('a\u200B\u2060\u{E0001}b')).toEqual([['noto-sans-latin', expect.stringMatching(/^a.*b$/u)]]);
    expect((await written('a\u{E0001}b'))[0]?.[1]).toBe('ab');
  });
});

describe('line breaks', () => {
  it.each([
    ['at spaces', 'No. 12/3 Main Road', ['No. ', '12/3 ', 'Main ', 'Road']],
    ['between Thai words', 'แขวงบางจาก เขต', ['แขวง', 'บางจาก ', 'เขต']],
    ['not before a Thai mark of abbreviation', 'กรุงเทพฯ', ['กรุงเทพฯ']],
    ['between Chinese characters', '狮城陶瓷', ['狮', '城', '陶', '瓷']],
    ['not before what closes and not after what opens', '（大厦）第，二', ['（大', '厦）', '第，', '二']],
    ['around a Latin word in Chinese', '中文ABC12中', ['中', '文', 'ABC12', '中']],
  ])('%s', (_, text, pieces) => {
    expect(piecesOf(text)).toEqual(pieces);
  });

  it('nothing is lost', () => {
    const text = '  a  น้ำหนัก(500) 漢字。 b-c\u00A0d  ';
    expect(piecesOf(text).join('')).toBe(text);
    expect(piecesOf('')).toEqual([]);
  });
});
