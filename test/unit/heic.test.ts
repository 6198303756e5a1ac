import { describe, expect, it } from 'vitest';
import { isHeic, isHeicType } from '../../src/contract/heic.ts';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { loadPageStrings } from '../../src/i18n/pages/index.ts';
import { isHeicFile } from '../../src/pages/photos/shrink.ts';

const begins = (brand: string): Buffer => Buffer.from(`\0\0\0\u0018ftyp${brand}\0\0\0\0`, 'latin1');

describe('A HEIC file', () => {
  it.each(['heic', 'heix', 'mif1', 'msf1'])('is known by how it begins: %s', (brand) => {
    expect(isHeic(begins(brand))).toBe(true);
  });
  it.each(['avif', 'isom', 'qt  '])('is not any other file of its kind: %s', (brand) => {
    expect(isHeic(begins(brand))).toBe(false);
  });
  it('is not what is shorter than its beginning', () => {
    expect([isHeic(new Uint8Array()), isHeic(begins('heic').subarray(0, 10))]).toEqual([false, false]);
  });
  it('is known by its type', () => {
    expect(['image/heic', 'IMAGE/HEIF', 'image/heic-sequence'].map(isHeicType)).toEqual([true, true, true]);
    expect(['image/jpeg', 'image/heicx', ''].map(isHeicType)).toEqual([false, false, false]);
  });
  it('is known in a page by its name alone, or by nothing but its beginning', async () => {
    const named = new File(['x'], 'IMG_0001.HEIC');
    const lying = new File([new Uint8Array(begins('heic'))], 'box.jpg', { type: 'image/jpeg' });
    const other = new File(['not a picture'], 'box.jpg', { type: 'image/jpeg' });
    expect(await Promise.all([named, lying, other].map(isHeicFile))).toEqual([true, true, false]);
  });
  it.each(LANGUAGES)('gets a sentence that says what to do, in %s', async (language) => {
    expect((await loadPageStrings(language)).photoHeic).toMatch(/HEIC.*iPhone.*“.+”/u);
  });
});
