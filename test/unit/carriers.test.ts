import { describe, expect, it } from 'vitest';
import { carriersOf, trackingLink } from '../../src/contract/carriers.ts';
import { MARKETS } from '../../src/domain/markets/index.ts';

describe('Where a carrier shows a parcel', () => {
  it.each([
    ['Flash Express', 'TH', 'TH0123456789', 'https://www.flashexpress.co.th/fle/tracking?se=TH0123456789'],
    [' flash express ', 'PH', 'PH0123456789', 'https://www.flashexpress.ph/fle/tracking?se=PH0123456789'],
    [
      '日本郵便',
      'JP',
      '1234 5678',
      'https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1=1234%205678',
    ],
  ])('%s in %s', (carrier, market, trackingNumber, link) => {
    expect(trackingLink({ carrier, trackingNumber, market })).toBe(link);
  });

  it.each([
    ['a carrier that nobody knows', 'My cousin', 'TH', 'A1234'],
    ['a name that is a word of the language', 'constructor', 'TH', 'A1234'],
    ['a carrier in a market where its page is not known', 'Flash Express', 'GB', 'A1234'],
    ['what is no number', 'FedEx', 'US', 'javascript:alert(1)'],
    ['a number of signs that print nothing', 'FedEx', 'US', '\u202e\u200b\u202e\u200b'],
    ['no number yet', 'FedEx', 'US', undefined],
  ])('is not guessed for %s', (_, carrier, market, trackingNumber) => {
    expect(trackingLink({ carrier, trackingNumber, market })).toBeUndefined();
  });

  it('is a page over https, with the number at its end, for every carrier that is offered', () => {
    const links = MARKETS.flatMap((market) =>
      carriersOf(market).map((carrier) => trackingLink({ carrier, trackingNumber: 'AB12345', market })),
    ).filter((link) => link !== undefined);
    expect(links.length).toBeGreaterThan(60);
    for (const link of links) expect(link).toMatch(/^https:\/\/[^\s]+AB12345$/u);
  });
});
