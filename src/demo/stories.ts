/**
 * What has happened before the demo is first opened. Each story is one request and the steps that led it to where it
 * stands; they go through the same commands as everybody's, at hours counted back from the moment of seeding.
 */
import { BUYERS } from './cast.ts';
import { NIGHT } from './night.ts';
import type { Ask, Opening, Story, StoryItem } from './story.ts';

const offer =
  (percent: number, note: string): Ask =>
  () => ({ type: 'ProposeOffer', offer: { kind: 'partial_refund', percent, note } });
const accept: Ask = ({ offerId }) => ({ type: 'AcceptOffer', offerId });
const approve: Ask = () => ({ type: 'ApproveRequest' });
const item = (title: string, sku: string, price: number, quantity = 1, missing = 1): StoryItem => ({
  title,
  sku,
  price,
  quantity,
  missing,
});

export const STORIES: readonly Story[] = [
  ...NIGHT,
  {
    name: 'bowls',
    seller: 'demo-willow',
    buyer: BUYERS.emma,
    currency: 'GBP',
    reason: 'missing_items',
    items: [item('Stoneware bowl, sea green, 16 cm', 'BOWL-16-SG', 2400, 2)],
    shippingOption: 'platform',
    text: 'Hi! I ordered two bowls but there was only one in the box. Could you send the other one?',
    hours: 5,
    steps: [
      { hours: 4.5, by: 'seller', says: 'Hello Emma, so sorry about that. Let me check with our packing table.' },
      {
        hours: 2.4,
        by: 'seller',
        does: offer(50, 'The second bowl is out of stock until January. Would half of its price back help?'),
      },
    ],
  },
  {
    name: 'celadon',
    seller: 'demo-siam',
    buyer: BUYERS.nok,
    currency: 'THB',
    reason: 'damaged',
    items: [item('ชุดถ้วยชาศิลาดล 4 ใบ', 'TEA-CEL-4', 89000)],
    shippingOption: 'platform',
    text: 'ได้รับของแล้วค่ะ แต่ถ้วยชาร้าวหนึ่งใบ รบกวนส่งใบใหม่ให้ได้ไหมคะ',
    hours: 3,
    steps: [],
  },
  {
    name: 'earbuds',
    seller: 'demo-merlion',
    buyer: BUYERS.weiling,
    currency: 'SGD',
    reason: 'defective',
    items: [item('Wireless earbuds, graphite', 'MA-EB2-GR', 7900)],
    shippingOption: 'seller',
    text: 'The left earbud does not charge any more, I tried three cables. Can I get a replacement?',
    hours: 7,
    steps: [{ hours: 1.2, by: 'seller', does: offer(30, 'Keep the set, the right one works fine. 30% back today?') }],
  },
  {
    name: 'speaker',
    seller: 'demo-merlion',
    buyer: BUYERS.arjun,
    currency: 'SGD',
    reason: 'damaged',
    items: [item('Bookshelf speaker, walnut, pair', 'MA-BS5-WN', 24900)],
    shippingOption: 'seller',
    text: 'One speaker arrived with a crushed corner. It plays, but it is not what I paid for.',
    hours: 9,
    steps: [
      { hours: 6, by: 'seller', does: offer(20, 'It plays as it should: would 20% for the looks be fair?') },
      {
        hours: 4,
        by: 'buyer',
        does: ({ offerId }) => ({
          type: 'CounterOffer',
          offerId,
          amount: { amount: 12000, currency: 'SGD' },
          note: 'A new cabinet costs about this much.',
        }),
      },
    ],
  },
  {
    name: 'aodai',
    seller: 'demo-saigon',
    buyer: BUYERS.linh,
    currency: 'VND',
    reason: 'wrong_item',
    items: [item('Áo dài lụa tơ tằm, xanh ngọc, size M', 'AD-LUA-M', 1250000)],
    shippingOption: 'platform',
    text: 'Shop ơi, mình đặt màu xanh ngọc mà nhận được màu hồng. Shop gửi lại đúng màu giúp mình nhé.',
    hours: 26,
    steps: [
      { hours: 23.3, by: 'seller', does: offer(30, 'Màu xanh ngọc tạm hết, shop xin hoàn 30% và bạn giữ lại áo nhé.') },
    ],
  },
  {
    name: 'teapot',
    seller: 'demo-siam',
    buyer: BUYERS.somchai,
    currency: 'THB',
    reason: 'missing_items',
    items: [item('กาน้ำชาดินเผา พร้อมที่กรอง', 'POT-CLAY', 129000), item('ที่กรองชาสแตนเลส', 'STRAINER', 15000, 2)],
    shippingOption: 'platform',
    text: 'ในกล่องไม่มีที่กรองกับกาน้ำชาครับ มีแต่ถุงกันกระแทก',
    hours: 28,
    steps: [
      { hours: 25, by: 'seller', does: offer(30, 'ขออภัยครับ ของใกล้หมดสต็อก ขอคืนเงินบางส่วนให้ก่อนได้ไหมครับ') },
      {
        hours: 20,
        by: 'buyer',
        does: ({ offerId }) => ({ type: 'RejectOffer', offerId, text: 'ผมอยากได้ของครับ ไม่อยากได้เงินคืน' }),
      },
    ],
  },
  {
    name: 'lamp',
    seller: 'demo-willow',
    buyer: BUYERS.oliver,
    currency: 'GBP',
    reason: 'damaged',
    items: [item('Table lamp, ribbed glass', 'LAMP-RG', 5800)],
    shippingOption: 'seller',
    text: 'The glass shade is broken. The base is fine.',
    hours: 22,
    steps: [{ hours: 6, by: 'seller', does: approve }],
  },
  {
    name: 'jacket',
    seller: 'demo-harbor',
    buyer: BUYERS.maya,
    currency: 'USD',
    reason: 'not_received',
    items: [item('Rain jacket, moss, size S', 'RJ-MOSS-S', 8900)],
    shippingOption: 'seller',
    text: 'Tracking has not moved for two weeks. I think the parcel is lost.',
    hours: 120,
    steps: [
      { hours: 110, by: 'seller', does: approve },
      {
        hours: 98,
        by: 'seller',
        does: () => ({ type: 'ShipRequest', carrier: 'UPS', trackingNumber: '1Z999AA10123456784' }),
      },
      {
        hours: 20,
        by: 'integrator',
        does: ({ at }) => ({
          type: 'RecordLogistics',
          events: [
            { at: at(92), kind: 'picked_up', text: 'Picked up from the sender', location: 'Portland, ME' },
            { at: at(64), kind: 'in_transit', text: 'Left the sorting centre', location: 'Hodgkins, IL' },
            { at: at(20), kind: 'out_for_delivery', text: 'Out for delivery', location: 'Chicago, IL' },
          ],
        }),
      },
    ],
  },
  {
    name: 'phin',
    seller: 'demo-saigon',
    buyer: BUYERS.minh,
    currency: 'VND',
    reason: 'missing_items',
    items: [item('Phin cà phê inox, bộ 3', 'PHIN-3', 185000, 3)],
    shippingOption: 'platform',
    text: 'Mình đặt 3 bộ phin mà chỉ nhận được 2 bộ thôi shop.',
    hours: 76,
    steps: [
      { hours: 74, by: 'seller', does: offer(80, 'Shop hoàn 80% cho bộ còn thiếu, bạn thấy được không ạ?') },
      { hours: 70, by: 'buyer', does: accept },
      {
        hours: 66,
        by: 'integrator',
        does: () => ({ type: 'ReportRefund', outcome: 'confirmed', reference: 'RF-20417' }),
      },
    ],
  },
  {
    name: 'backpack',
    seller: 'demo-harbor',
    buyer: BUYERS.jordan,
    currency: 'USD',
    reason: 'missing_items',
    items: [item('Hip belt for trail backpack', 'HB-TRAIL', 3400)],
    shippingOption: 'seller',
    text: 'The backpack came without its hip belt.',
    hours: 100,
    steps: [
      {
        hours: 97,
        by: 'seller',
        does: () => ({
          type: 'RejectRequest',
          reason: 'items_were_sent',
          text: 'The belt is folded into the pocket at the back of the pack: unzip it and pull it out. If it is not there, write to us and we send one.',
        }),
      },
    ],
  },
];

/** The story that was told under this name, or under one that begins with it: what is told anew has a name of its own. */
export const storyOf = (name: string): Story | undefined =>
  [...STORIES, ...OPENINGS.map((opening): Story => ({ ...opening, hours: 0, steps: [] }))].find(
    (story) => name === story.name || name.startsWith(`${story.name}-`),
  );

/** What "New request" opens, one after the other. */
export const OPENINGS: readonly Opening[] = [
  {
    name: 'plates',
    seller: 'demo-willow',
    buyer: BUYERS.emma,
    currency: 'GBP',
    reason: 'damaged',
    items: [item('Dinner plate, oat glaze', 'PLATE-OAT', 1600, 4, 2)],
    shippingOption: 'platform',
    text: 'Two of the four plates arrived chipped. Could I have new ones?',
  },
  {
    name: 'headphones',
    seller: 'demo-merlion',
    buyer: BUYERS.weiling,
    currency: 'SGD',
    reason: 'missing_items',
    items: [
      item('Case for studio headphones', 'MA-SH1-C', 3900),
      item('Cable for studio headphones', 'MA-SH1-K', 1900),
    ],
    shippingOption: 'seller',
    text: 'The case and the cable are missing, there are only the headphones in the box.',
  },
  {
    name: 'vase',
    seller: 'demo-siam',
    buyer: BUYERS.nok,
    currency: 'THB',
    reason: 'missing_items',
    items: [item('แจกันเซรามิกทรงสูง สีขาวนวล', 'VASE-WHITE', 54000, 2)],
    shippingOption: 'platform',
    text: 'สั่งแจกันสองใบ แต่ได้มาใบเดียวค่ะ',
  },
  {
    name: 'scarf',
    seller: 'demo-saigon',
    buyer: BUYERS.linh,
    currency: 'VND',
    reason: 'wrong_item',
    items: [item('Khăn lụa vẽ tay hoa sen', 'KHAN-SEN', 420000)],
    shippingOption: 'platform',
    text: 'Mình nhận được khăn hoa cúc chứ không phải hoa sen.',
  },
  {
    name: 'boots',
    seller: 'demo-harbor',
    buyer: BUYERS.maya,
    currency: 'USD',
    reason: 'defective',
    items: [item('Waterproof boots, size 8', 'WB-8', 12900)],
    shippingOption: 'seller',
    text: 'The sole of the left boot came off on the second day.',
  },
];
