import { describe, expect, it } from 'vitest';
import { placeLeft } from '../../../src/pages/console/place.ts';

const list = (ids: string): string[] => ids.split('');

describe('The place of a row in a list that was put in order anew', () => {
  it.each([
    ['it was answered and is the last one now', 'abcd', 'acdb', { before: 'a', after: 'c' }],
    ['it became urgent and is the first one now', 'abcd', 'cabd', { before: 'b', after: 'd' }],
    ['what followed it is gone, so what came after that counts', 'abcd', 'adb', { before: 'a', after: 'd' }],
    ['it was the last one', 'abc', 'cab', { before: 'b', after: undefined }],
  ])('is where it stood: %s', (_, old, now, place) => {
    const id = old === 'abcd' && now !== 'cabd' ? 'b' : 'c';
    expect(placeLeft(list(old), list(now), id)).toEqual({ id, ...place });
  });

  it.each([
    ['nothing has changed', 'abcd', 'abcd'],
    ['another one came between', 'abcd', 'abxcd'],
    ['what stood around it is gone', 'abc', 'b'],
    ['others changed places', 'abcd', 'dabc'],
    ['it is listed no more', 'abc', 'ac'],
    ['it was not listed', 'ac', 'abc'],
  ])('is where it stands: %s', (_, old, now) => {
    expect(placeLeft(list(old), list(now), 'b')).toBeUndefined();
  });
});
