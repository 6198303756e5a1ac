import { describe, expect, it } from 'vitest';
import { sayIn } from '../../src/i18n/catalogue.ts';

describe('Words within a sentence', () => {
  it.each(['خالد-5', 'דוד 12'])('that run from right to left are isolated: %s', (order) => {
    expect(sayIn('en')('label.document', { order })).toBe(`Shipping documents for order \u2068${order}\u2069`);
  });

  it.each(['A-1', 'ชาม', '碗', ''])('that run like it are left alone: %s', (order) => {
    expect(sayIn('en')('label.document', { order })).toBe(`Shipping documents for order ${order}`);
  });
});
