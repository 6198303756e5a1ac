/**
 * A night of a shop whose rules answer for it. Its deadline is ten hours after the opening, and the stories are told so that
 * the last rule's moment comes half an hour after the demo was first opened, and the digest right after it.
 */
import { BUYERS } from './cast.ts';
import type { Opening, Story } from './story.ts';

const OWLS: Pick<Opening, 'seller' | 'currency' | 'shippingOption'> = {
  seller: 'demo-owl',
  currency: 'THB',
  shippingOption: 'platform',
};
const one = (title: string, sku: string, price: number) => [{ title, sku, price, quantity: 2, missing: 1 }];

export const NIGHT: readonly Story[] = [
  {
    ...OWLS,
    name: 'owl-spoon',
    buyer: BUYERS.emma,
    reason: 'missing_items',
    items: one('Stoneware spoon rest', 'SPOON-REST', 9_000),
    text: 'There was one spoon rest in the box, I ordered two.',
    hours: 8,
    // She lets it go, and thinks again.
    steps: [
      {
        hours: 7.5,
        by: 'buyer',
        does: ({ offerId }) => ({ type: 'RejectOffer', offerId, text: 'I did want both of them.' }),
      },
      { hours: 5, by: 'buyer', does: ({ offerId }) => ({ type: 'AcceptOffer', offerId }) },
    ],
  },
  {
    ...OWLS,
    name: 'owl-cup',
    buyer: BUYERS.oliver,
    reason: 'missing_items',
    items: one('Espresso cup, tenmoku glaze', 'CUP-TENMOKU', 24_000),
    text: 'One of the two cups is missing.',
    hours: 7,
    steps: [
      {
        hours: 6.5,
        by: 'buyer',
        does: ({ offerId }) => ({ type: 'RejectOffer', offerId, text: 'I would rather have the cup.' }),
      },
    ],
  },
  {
    ...OWLS,
    name: 'owl-saucer',
    buyer: BUYERS.somchai,
    reason: 'missing_items',
    items: one('จานรองแก้ว เคลือบน้ำตาล', 'SAUCER-BR', 12_000),
    text: 'ได้จานรองมาใบเดียวครับ สั่งไปสองใบ',
    hours: 3,
    steps: [],
  },
  {
    ...OWLS,
    name: 'owl-vase',
    buyer: BUYERS.nok,
    reason: 'damaged',
    items: one('แจกันปั้นมือ สีดำด้าน', 'VASE-BLACK', 145_000),
    text: 'แจกันใบหนึ่งแตกมาค่ะ ใบนี้ตั้งใจซื้อเป็นของขวัญ',
    hours: 2,
    steps: [{ hours: 1, by: 'seller', does: () => ({ type: 'HoldRule' }) }],
  },
  {
    ...OWLS,
    name: 'owl-plate',
    buyer: BUYERS.emma,
    reason: 'damaged',
    items: one('Serving plate, ash glaze', 'PLATE-ASH', 68_000),
    text: 'One of the plates arrived with a crack.',
    hours: 9,
    steps: [],
  },
];
