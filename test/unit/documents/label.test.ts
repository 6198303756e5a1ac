/** What shipping documents say (rule 10), before anything is drawn. */
import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../src/application/shipping/label.ts';
import { STATUSES } from '../../../src/contract/choices.ts';
import { address, approved, item, label, reading, shipped, shop } from './support.ts';

describe('shipping documents', () => {
  it('rule 10: are there once approved, until the request is closed otherwise', () => {
    const state = approved();
    const there = STATUSES.filter((status) => !('code' in labelOf({ ...state, status }, shop, reading())));
    expect(there).toEqual(['awaiting_shipment', 'shipped', 'delivered']);
  });

  it('before that they are a conflict, which names the status', () => {
    expect(labelOf({ ...approved(), status: 'negotiating' }, shop, reading())).toMatchObject({
      code: 'conflict',
      requestStatus: 'negotiating',
    });
  });

  it('rule 10: list what was missing, not what was ordered', () => {
    const items = [item('Bowl', { quantity: 6, missingQuantity: 2 }), item('Spoon', { sku: 'SPOON-1' })];
    const { slip } = label(approved({ items }));
    expect(slip.items).toEqual([
      { count: 2, title: 'Bowl', sku: 'BOWL-2' },
      { count: 1, title: 'Spoon', sku: 'SPOON-1' },
    ]);
    expect(slip.total.value).toBe('3');
  });

  it.each([
    ['platform', 'Arranged by the platform'],
    ['seller', 'Arranged by the shop'],
  ] as const)('rule 10: name the order’s own shipping option, %s, and that the shop pays', (option, said) => {
    const state = approved();
    const { terms } = label({ ...state, shipment: { option, overdue: false, timeline: [] } });
    expect(terms.map(({ value }) => value).slice(0, 2)).toEqual([said, 'The shop pays']);
  });

  it('say by when it is to be shipped, in the shop’s zone, and afterwards with whom it was', () => {
    expect(label(approved(), 'en-GB').terms[2]).toEqual({ label: 'Ship by', value: 'Thu 26 Nov, 16:30' });
    expect(label(shipped()).terms[2]).toEqual({ label: 'Carrier', value: 'Flash Express' });
  });

  it('say that there is no tracking number yet', () => {
    expect(label(approved()).tracking).toMatchObject({
      value: null,
      missing: expect.stringContaining('Not shipped yet'),
    });
    expect(label(shipped()).tracking.value).toBe('TH0142GH7K9A2B');
  });

  it('name country and postal code in words, and say so where no address is known', () => {
    expect(label(approved({ shipTo: address() })).to.recipient?.place).toBe('10110 Thailand');
    expect(label(approved({ shipTo: address({ postalCode: undefined }) }), 'th').to.recipient?.place).toBe('ไทย');
    const { to } = label(approved({ shipTo: undefined }));
    expect(to).toMatchObject({ recipient: null, missing: expect.stringContaining('No delivery address') });
  });

  it.each([
    ['TH', 'หน้า 1 จาก 2'],
    ['VN', 'Trang 1/2'],
    ['ID', 'Halaman 1 dari 2'],
    ['MY', 'Halaman 1 daripada 2'],
    ['PH', 'Pahina 1 ng 2'],
    ['SG', 'Page 1 of 2'],
  ])('speak the language of the market %s where the reader names none', (market, said) => {
    const made = labelOf(approved({ market }), shop, reading());
    expect('code' in made ? made.detail : made.page(1, 2)).toBe(said);
  });

  it('speak the reader’s language where the token names one', () => {
    expect(label(approved({ market: 'VN' }), 'th').to.label).toBe('ผู้รับ');
  });

  it('hold people’s words on one line, composed, without signs that turn them around', () => {
    const name = 'Nguye\u0302\u0303n\nThi\u0323 \u202Eoahp\u202C';
    const { to } = label(approved({ shipTo: address({ name }) }));
    expect(to.recipient?.name).toBe('Nguyễn Thị oahp');
  });

  it('name the shop by its id where the directory does not know it', () => {
    expect(label(approved(), 'en', null).sender.value).toBe('shop-1');
  });
});
