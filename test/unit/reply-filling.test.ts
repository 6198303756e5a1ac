import { describe, expect, it } from 'vitest';
import type { Reply } from '../../src/contract/replies.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { filledReply, fittingReplies } from '../../src/i18n/reply-filling.ts';

const request = {
  orderId: '5770',
  buyerName: 'Emma $& Co',
  buyerLocale: 'en-GB',
  buyerZone: 'Europe/London',
  reason: 'missing_items',
  items: [{ title: 'Bowl' }, { title: 'Cup' }],
  claimValue: { amount: 2400, currency: 'GBP' },
  offer: null,
  deadline: { at: '2026-11-30T12:00:00.000Z' },
} as RequestView;
const reply = (id: string, more: Partial<Reply> = {}): Reply => ({ id, title: id, text: 'x', ...more });
const filled = (text: string, about: Partial<RequestView> = {}) =>
  filledReply(reply('a', { text }), { ...request, ...about });

describe('A saved reply', () => {
  it('says what its request says, in the buyer’s language and zone', () => {
    expect(filled('Hello {buyer}, {item} of {order}: {amount} by {deadline}?')).toBe(
      'Hello Emma $& Co, Bowl, Cup of 5770: £24.00 by Mon 30 Nov, 12:00?',
    );
  });

  it('names the offer that waits, and no other', () => {
    const offer = { status: 'pending', amount: { amount: 1200, currency: 'GBP' } } as RequestView['offer'];
    expect(filled('{amount}', { offer })).toBe('£12.00');
    expect(filled('{amount}', { offer: offer && { ...offer, status: 'rejected' } })).toBe('£24.00');
  });

  it('leaves out what is not known, and leaves alone what is no placeholder', () => {
    expect(filled('Hello {buyer}, {why} {}?', { buyerName: undefined })).toBe('Hello, {why} {}?');
    expect(filled('By {deadline}.', { deadline: null })).toBe('By.');
    expect(filled('{constructor}')).toBe('{constructor}');
  });
});

describe('The replies that are offered', () => {
  const replies = [
    reply('other', { locale: 'th' }),
    reply('any'),
    reply('ours', { locale: 'en', text: 'Désolé' }),
    reply('of another reason', { reason: 'damaged' }),
  ];
  const ids = (typed: string) => fittingReplies(replies, request, typed).map(({ id }) => id);

  it('are those for the reason, in the buyer’s language first', () => {
    expect(ids('')).toEqual(['ours', 'any', 'other']);
  });

  it('have what was typed, whatever its case and accents', () => {
    expect(ids('DESOLE')).toEqual(['ours']);
    expect(ids('damaged')).toEqual([]);
  });
});
