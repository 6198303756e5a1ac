/**
 * What this shop knows by itself: who it is, who buys, and their orders. A real shop has a database here. Amounts are
 * integers in the currency's minor units, as everywhere in Parley: 25000 is ฿250.00.
 *
 * @typedef {{ sku: string, title: string, quantity: number, unitPrice: number }} Line
 * @typedef {object} Order
 * @property {string} id
 * @property {string} buyerId
 * @property {string} placedOn  a date, for people
 * @property {string} currency
 * @property {number} paid
 * @property {'platform' | 'seller'} shippingOption
 * @property {{ name: string, lines: string[], postalCode?: string, country: string, phone?: string }} shipTo
 * @property {string} account  where a refund goes
 * @property {Line[]} lines
 */

export const SHOP = { id: 'bowl-house', name: 'Bowl House', market: 'TH', zone: 'Asia/Bangkok', locale: 'en' };

/** Who is signed in. Your own session goes here: never take the buyer's id from the browser. */
export const BUYER = { id: 'mali', name: 'Mali', locale: 'en', zone: 'Asia/Bangkok' };

const home = { name: 'มะลิ สุขใจ', lines: ['99/1 ถนนสุขุมวิท', 'แขวงคลองเตย'], postalCode: '10110', country: 'TH' };
const common = { buyerId: BUYER.id, currency: 'THB', shipTo: home, account: 'card •• 4242' };

/** @type {Order[]} */
export const ORDERS = [
  {
    ...common,
    id: 'BH-1001',
    placedOn: '18 Nov',
    paid: 54_000,
    shippingOption: 'platform',
    lines: [
      { sku: 'BOWL-2', title: 'Ceramic bowl', quantity: 2, unitPrice: 25_000 },
      { sku: 'SPOON', title: 'Wooden spoon', quantity: 1, unitPrice: 4_000 },
    ],
  },
  {
    ...common,
    id: 'BH-1002',
    placedOn: '19 Nov',
    paid: 96_000,
    shippingOption: 'seller',
    lines: [
      { sku: 'PLATE-L', title: 'Large plate', quantity: 4, unitPrice: 18_000 },
      { sku: 'CUP', title: 'Tea cup', quantity: 2, unitPrice: 12_000 },
    ],
  },
  {
    // Its refund is refused at first: see payments.js.
    ...common,
    id: 'BH-1003',
    placedOn: '20 Nov',
    paid: 32_000,
    shippingOption: 'platform',
    account: 'closed account',
    lines: [{ sku: 'TEAPOT', title: 'Small teapot', quantity: 1, unitPrice: 32_000 }],
  },
];
