/** The example shop's books, where what happened at the same time is noted in either order. */
import { describe, expect, it } from 'vitest';

interface Books {
  refunds: Map<string, { state: string; attempt: number; reported: boolean }>;
  apply(fact: { type: string } & Record<string, unknown>): void;
}
const file = '../../examples/shop/src/books.js';
const { createBooks } = (await import(file)) as { createBooks(): Books };

const REQUEST = {
  id: 'req_1',
  version: 3,
  orderId: 'BH-1003',
  status: 'settling',
  items: [],
  refund: { id: 'rfd_1', amount: { amount: 32_000, currency: 'THB' }, status: 'requested' },
};

describe('A refund that was refused, in the books of the example shop', () => {
  const refused = () => {
    const books = createBooks();
    books.apply({ type: 'claimed', orderId: 'BH-1003', input: {} });
    books.apply({ type: 'heard', request: REQUEST });
    books.apply({ type: 'payment_refused', refundId: 'rfd_1', text: 'The account is closed' });
    return books;
  };

  it('is reported', () => {
    const books = refused();
    expect(books.refunds.get('rfd_1')).toMatchObject({ state: 'failed', attempt: 1, reported: false });
    books.apply({ type: 'refund_reported', refundId: 'rfd_1', attempt: 1 });
    expect(books.refunds.get('rfd_1')).toMatchObject({ state: 'failed', reported: true });
  });

  it('is paid again also where staff asked for it before the report was noted', () => {
    const books = refused();
    books.apply({ type: 'pay_again', refundId: 'rfd_1' });
    books.apply({ type: 'refund_reported', refundId: 'rfd_1', attempt: 1 });
    expect(books.refunds.get('rfd_1')).toMatchObject({ state: 'asked', attempt: 2, reported: false });
    books.apply({ type: 'paid', refundId: 'rfd_1', reference: 'pay_1' });
    books.apply({ type: 'refund_reported', refundId: 'rfd_1', attempt: 2 });
    expect(books.refunds.get('rfd_1')).toMatchObject({ state: 'paid', reported: true });
  });
});
