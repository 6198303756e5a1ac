import { describe, expect, it } from 'vitest';
import { sayIn } from '../../src/i18n/catalogue.ts';
import { fill } from '../../src/i18n/pages/index.ts';

describe('Words within a sentence', () => {
  it.each(['خالد-5', 'דוד 12'])('that run from right to left are isolated: %s', (order) => {
    expect(sayIn('en')('label.document', { order })).toBe(`Shipping documents for order \u2068${order}\u2069`);
  });

  it.each(['A-1', 'ชาม', '碗', ''])('that run like it are left alone: %s', (order) => {
    expect(sayIn('en')('label.document', { order })).toBe(`Shipping documents for order ${order}`);
  });

  it('are so on pages, whatever stands beside them', () => {
    const words = { title: 'שלום 12', count: 1, price: '฿250.00' };
    expect(fill('{count} × {title}, {price}', words)).toBe('1 × \u2068שלום 12\u2069, ฿250.00');
    expect(fill('{count} × {title}', { title: 'Bowl 12', count: 1 })).toBe('1 × Bowl 12');
  });
});
