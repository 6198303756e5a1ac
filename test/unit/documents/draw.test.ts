/** The documents as drawn: what a reader sees, copies and scans. */
import { describe, expect, it } from 'vitest';
import type { ShippingLabel } from '../../../src/application/shipping/label.ts';
import { drawDocuments } from '../../../src/documents/draw.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { barcodesOf, scan } from '../../support/code128.ts';
import { type PdfFile, type PdfPage, readPdf } from '../../support/pdf.ts';
import { address, approved, item, label, shipped, shop } from './support.ts';

const drawn = async (what: ShippingLabel): Promise<PdfFile> => readPdf(await drawDocuments(what));
const textOf = ({ lines }: PdfPage): string => lines.join('\n');
const scannedOn = ({ bars }: PdfPage): string[] => barcodesOf(bars).map(scan);
const [parcel, slip] = [0, 1];
const page = ({ pages }: PdfFile, index: number): PdfPage => {
  const found = pages[index];
  if (!found) throw new Error(`no page ${index + 1} of ${pages.length}`);
  return found;
};

describe('shipping documents as drawn', () => {
  it('are A6 pages, every font embedded, named and dated in the file', async () => {
    const file = await drawn(label(shipped()));
    for (const { width, height } of file.pages) {
      expect(width * (25.4 / 72)).toBeCloseTo(105, 2);
      expect(height * (25.4 / 72)).toBeCloseTo(148, 2);
    }
    expect(file.fonts.length).toBeGreaterThan(1);
    expect(file.fonts.filter(({ embedded }) => !embedded)).toEqual([]);
    expect(file.info).toMatchObject({
      Title: 'Shipping documents for order 577087614418520388',
      Author: 'Baan Din Ceramics',
      CreationDate: 'D:20261123023000Z',
    });
    expect(file.language).toBe('en');
  });

  it('rule 10: the label shows sender, address, terms, and order and tracking number as barcodes', async () => {
    const file = await drawn(label(shipped({ shipTo: address({ phone: '+66 81 234 5678' }) })));
    const { lines } = page(file, parcel);
    for (const said of [
      'Baan Din Ceramics',
      'Somchai Jaidee',
      '99/1 Sukhumvit Road',
      '10110 Thailand',
      '+66 81 234 5678',
    ]) {
      expect(lines).toContain(said);
    }
    expect(lines).toEqual(expect.arrayContaining(['The shop pays', 'Flash Express', 'TH0142GH7K9A2B']));
    expect(scannedOn(page(file, parcel))).toEqual(['TH0142GH7K9A2B', '577087614418520388']);
  });

  it('barcodes keep their quiet zones on the paper and their bars within its margins', async () => {
    for (const tracking of ['T1', 'TH0142GH7K9A2B', 'X'.repeat(30)]) {
      const { bars } = page(await drawn(label(shipped({}, tracking))), parcel);
      const narrowest = Math.min(...bars.map(({ width }) => width));
      const left = Math.min(...bars.map(({ x }) => x));
      const right = Math.max(...bars.map(({ x, width }) => x + width));
      expect(left).toBeGreaterThan(Math.max(4.9, 10 * narrowest - 0.01));
      expect(right).toBeLessThan(Math.min(100.1, 105 - 10 * narrowest + 0.01));
    }
  });

  it('before it is shipped there is no barcode of a tracking number, and the label says so', async () => {
    const file = await drawn(label(approved()));
    expect(textOf(page(file, parcel)).replaceAll('\n', ' ')).toContain('Not shipped yet');
    expect(scannedOn(page(file, parcel))).toEqual(['577087614418520388']);
  });

  it('rule 10: the slip lists the missing items and does not tell them on the outside', async () => {
    const items = [item('Ceramic bowl', { quantity: 9, missingQuantity: 2 }), item('Spoon', { sku: 'SPOON-1' })];
    const file = await drawn(label(approved({ items })));
    expect(page(file, slip).lines).toEqual(
      expect.arrayContaining(['Packing slip', '2 ×', 'Ceramic bowl', '1 ×', 'Spoon', 'SPOON-1', '3Pieces in all']),
    );
    expect(textOf(page(file, slip))).not.toContain('9');
    expect(textOf(page(file, parcel))).not.toMatch(/bowl|spoon/iu);
    expect(scannedOn(page(file, slip))).toEqual(['577087614418520388']);
  });

  it.each([
    ['Thai', 'สมชาย ใจดีพิพัฒน์กุล', 'ซอยน้ำพุ ถนนสุขุมวิท', 'ชามเซรามิกสีฟ้า'],
    ['Vietnamese', 'Nguyễn Thị Phương Thảo', 'Số 12, đường Trần Hưng Đạo', 'Bát gốm Bát Tràng'],
    ['Chinese', '欧阳慧敏（喆翀）', '乌节路三百号「大厦」', '陶瓷碗，蓝色釉面'],
  ])('%s names, addresses and titles are there to be read and copied', async (_, name, line, title) => {
    const state = approved({ shipTo: address({ name, lines: [line] }), items: [item(title)] });
    const file = await drawn(label(state, 'en', { ...shop, name }));
    expect(page(file, parcel).lines).toEqual(expect.arrayContaining([name, line]));
    expect(page(file, slip).lines).toContain(title);
    expect(file.fonts.every(({ embedded }) => embedded)).toBe(true);
  });

  it.each(LANGUAGES)('in %s every word has its letters, and nothing is cut', async (locale) => {
    const sheet = label(approved({ shipTo: undefined }), locale);
    const text = (await drawn(sheet)).pages.map(textOf).join('\n');
    expect(text).not.toMatch(/[\uFFFD…]/u);
    const flat = text.replace(/\s/gu, '');
    const said = [
      sheet.badge,
      sheet.to.missing,
      sheet.tracking.missing,
      sheet.slip.title,
      sheet.slip.about,
      sheet.page(2, 2),
    ];
    for (const words of [...said, ...sheet.terms.flatMap(({ label, value }) => [label, value])]) {
      expect(flat).toContain(words.replace(/\s/gu, ''));
    }
  });

  it('many items flow over as many pages as they need, in order, numbered, with the sum at the end', async () => {
    const items = Array.from({ length: 200 }, (_, index) => item(`Piece ${index + 1}`, { sku: `SKU-${index + 1}` }));
    const file = await drawn(label(approved({ items })));
    const count = file.pages.length;
    expect(count).toBeGreaterThan(10);
    const titles = file.pages.flatMap(({ lines }) => lines.filter((line) => /^Piece \d+$/u.test(line)));
    expect(titles).toEqual(items.map(({ title }) => title));
    for (const [index, { lines }] of file.pages.entries())
      expect(lines.at(-1)).toMatch(new RegExp(`Page ${index + 1} of ${count}$`, 'u'));
    expect(file.pages.map((each) => textOf(each).includes('Pieces in all'))).toEqual(
      Array.from({ length: count }, (_, index) => index === count - 1),
    );
  });

  it('a name from right to left has Latin letters beside it', async () => {
    const shipTo = address({ name: 'محمد علي', lines: ['شارع 12'], country: 'KW' });
    const bowls = [item('קערה'), item('Plate')];
    const file = await drawn(label(approved({ shipTo, items: bowls }), 'en', { ...shop, name: 'דוד' }));
    const text = textOf(page(file, parcel));
    for (const words of ['محمد', 'علي', 'Mhmd ’Ly', 'شارع', 'Shr’ 12', 'דוד', 'Dvd']) expect(text).toContain(words);
    expect(text).not.toContain('\uFFFD');
    expect(textOf(page(file, slip))).toContain('K’rh');
  });

  it('a name in letters that no font has is marked as one, with Latin letters beside it', async () => {
    const shipTo = address({ name: 'முருகன்', lines: ['12 காந்தி சாலை', 'Anna 😀'], country: 'SG' });
    const { lines } = page(await drawn(label(approved({ shipTo, items: [item('አዲስ')] }))), parcel);
    expect(lines).toEqual(expect.arrayContaining(['Murukn', '12 Kanti Calai']));
    expect(lines.filter((line) => line.startsWith('Anna'))).toEqual(['Anna \uFFFD']);
    expect(lines.join(' ')).toContain('\uFFFD');
  });

  it.each([
    ['Korean', '서울특별시 강남구', '김철수'],
    ['Japanese', '東京都渋谷区神南', '辻さん'],
    ['Lao', 'ນະຄອນຫຼວງວຽງຈັນ ນ້ຳ', 'ສົມສັກ'],
    ['Khmer', 'ភ្នំពេញ ក្រុង ស្រី', 'សុខា'],
    ['Burmese', 'ရန်ကုန်မြို့ ကျေးဇူး', 'အောင်'],
    ['pointed Arabic and Hebrew', 'مُحَمَّدٌ لله', 'שָׁלוֹם'],
  ])('%s is drawn and can be copied', async (_, line, name) => {
    const file = await drawn(label(approved({ shipTo: address({ name, lines: [line] }) })));
    const text = textOf(page(file, parcel)).normalize('NFC');
    for (const words of `${name} ${line}`.split(' ')) expect(text).toContain(words.normalize('NFC'));
    expect(text).not.toContain('\uFFFD');
  });

  it('six long address lines are not cut while there is room', async () => {
    const long = (word: string) => `${word} `.repeat(17).trim();
    const lines = ['Ratchadaphisek', 'Sukhumvit', 'Bang Kapi', 'Watthana', 'Krung Thep', 'Thailand'].map((each) =>
      long(each).slice(0, 150),
    );
    const file = await drawn(label(shipped({ shipTo: address({ lines }) })));
    const { lines: printed } = page(file, parcel);
    expect(printed.filter((line) => line.endsWith('…'))).toEqual([]);
    const longest = ['A', 'B', 'C', 'D', 'E', 'F'].map((each) => `${each.repeat(9)} `.repeat(20).trim());
    const cut = page(await drawn(label(shipped({ shipTo: address({ lines: longest }) }))), parcel).lines;
    expect(cut.filter((line) => /^[A-F]{9}/u.test(line)).length).toBeGreaterThanOrEqual(13);
  });

  it('hostile lengths and scripts are cut or replaced, and stay on the paper', async () => {
    const shipTo = address({
      name: 'ש'.repeat(200),
      lines: [
        'W'.repeat(200),
        '漢'.repeat(200),
        'น้ำ'.repeat(66),
        '👨‍👩‍👧‍👦 '.repeat(18).trim(),
        `${'a '.repeat(99)}a`,
        '\u0301'.repeat(200),
      ],
      postalCode: '9'.repeat(20),
      phone: '0'.repeat(40),
    });
    const items = [
      item('W'.repeat(300), { sku: 'S'.repeat(100), quantity: 100_000, missingQuantity: 100_000 }),
      item('𝒳\u200F‮'.repeat(100).trim()),
    ];
    const state = shipped({ orderId: '~'.repeat(128), shipTo, items }, 'ก'.repeat(100));
    const file = await drawn(label(state, 'en', { ...shop, name: '\u0E49'.repeat(200) }));
    expect(file.pages).toHaveLength(2);
    expect(scannedOn(page(file, parcel))).toEqual([]);
    const text = textOf(page(file, parcel));
    expect(text).toContain('Too long or unusual for a barcode');
    expect(text).toContain('\uFFFD');
    expect(textOf(page(file, slip))).toMatch(/W…/u);
  });

  it('the same label gives the same file, whatever was drawn in between', async () => {
    const plain = label(approved({ items: [item('Cafe e')] }), 'en');
    const before = await drawDocuments(plain);
    await drawDocuments(label(approved({ items: [item('Café éèêë ấ')] }), 'vi'));
    const after = await drawDocuments(plain);
    expect(Buffer.compare(after, before)).toBe(0);
    expect(page(readPdf(after), slip).lines).toContain('Cafe e');
  });
});
