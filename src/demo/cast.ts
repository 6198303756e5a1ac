/** The shops and buyers of the demo. */
import type { Rule } from '../contract/rules.ts';
import type { SellerInput } from '../contract/seller.ts';

/** The member of a shop's staff who answers in the demo, on its page and in Slack. */
export const staffOf = (sellerId: string): string => `${sellerId}-staff`;

/** Everything the demo makes has an external id that begins so. */
export const DEMO_PREFIX = 'demo-';
export const DEMO_AGENT = { id: 'demo-agent', name: 'Mali' };

export interface DemoBuyer {
  id: string;
  name: string;
  locale: string;
  zone: string;
  shipTo: { name: string; lines: string[]; postalCode: string; country: string };
}

export const SELLERS: Readonly<Record<string, SellerInput>> = {
  'demo-willow': { name: 'Willow & Clay', market: 'GB', zone: 'Europe/London' },
  'demo-siam': { name: 'Siam Ceramics', market: 'TH', zone: 'Asia/Bangkok' },
  'demo-saigon': { name: 'Saigon Style', market: 'VN', zone: 'Asia/Ho_Chi_Minh' },
  'demo-harbor': { name: 'Harbor Outfitters', market: 'US', zone: 'America/New_York' },
  'demo-merlion': {
    name: 'Merlion Audio',
    market: 'SG',
    zone: 'Asia/Singapore',
    policy: { maxRounds: 3, maxOffers: 2, counterWithin: { value: 8, unit: 'hour' } },
  },
  'demo-owl': {
    name: 'Night Owl Pottery',
    market: 'TH',
    zone: 'Asia/Bangkok',
    policy: { respondBy: { value: 10, unit: 'hour' }, secondThoughts: true },
  },
};

/** What shops have decided once and for all. The owl sleeps: its night is told in night.ts. */
export const RULES: Readonly<Record<string, Rule[]>> = {
  'demo-owl': [
    {
      id: 'small',
      name: 'Small things',
      enabled: true,
      at: 'opened',
      when: { reasons: ['missing_items'], claimTo: { amount: 30_000, currency: 'THB' } },
      then: { kind: 'partial_refund', percent: 60 },
      note: 'So sorry! Keep what arrived, and take this much back?',
    },
    {
      id: 'before-silence',
      name: 'Before silence',
      enabled: true,
      at: { beforeDeadline: 1_800 },
      when: { reasons: ['damaged'] },
      then: { kind: 'partial_refund', percent: 40 },
    },
  ],
};

interface Staff {
  name: string;
  realName: string;
  locale: string;
  /** When their first digest comes, counted from the demo's beginning; absent: they want none. */
  digestInMinutes?: number;
}

/** Who answers Slack for each shop, in the language of its market; the owl's stories are about rules, for whoever looks to follow. */
export const STAFF: Readonly<Record<string, Staff>> = {
  'demo-willow': { name: 'hannah', realName: 'Hannah Price', locale: 'en-GB' },
  'demo-siam': { name: 'ploy', realName: 'Ploy Srisuk', locale: 'th' },
  'demo-saigon': { name: 'thao', realName: 'Thảo Lê', locale: 'vi' },
  'demo-harbor': { name: 'dana', realName: 'Dana Brooks', locale: 'en-US' },
  'demo-owl': { name: 'dao', realName: 'Dao Wongsa', locale: 'en-GB', digestInMinutes: 32 },
  'demo-merlion': { name: 'kavin', realName: 'Kavin Raj', locale: 'en-SG' },
};

const buyer = (
  id: string,
  name: string,
  locale: string,
  zone: string,
  country: string,
  postalCode: string,
  ...lines: string[]
): DemoBuyer => ({ id: `demo-${id}`, name, locale, zone, shipTo: { name, lines, postalCode, country } });

export const BUYERS = {
  emma: buyer('emma', 'Emma Clarke', 'en-GB', 'Europe/London', 'GB', 'BS6 5QA', '14 Chandos Road', 'Bristol'),
  oliver: buyer('oliver', 'Oliver Reed', 'en-GB', 'Europe/London', 'GB', 'LS6 2AB', '3 Brudenell View', 'Leeds'),
  nok: buyer('nok', 'นกน้อย แสงทอง', 'th', 'Asia/Bangkok', 'TH', '10400', '88/12 ซอยอารีย์ 4', 'พญาไท กรุงเทพฯ'),
  somchai: buyer('somchai', 'สมชาย ใจดี', 'th', 'Asia/Bangkok', 'TH', '50200', '5 ถนนนิมมานเหมินท์', 'เชียงใหม่'),
  linh: buyer(
    'linh',
    'Nguyễn Thuỳ Linh',
    'vi',
    'Asia/Ho_Chi_Minh',
    'VN',
    '700000',
    '25 Lê Lợi',
    'Quận 1, TP. Hồ Chí Minh',
  ),
  minh: buyer('minh', 'Trần Quang Minh', 'vi', 'Asia/Ho_Chi_Minh', 'VN', '100000', '7 Hàng Bài', 'Hoàn Kiếm, Hà Nội'),
  weiling: buyer('weiling', 'Tan Wei Ling', 'en-SG', 'Asia/Singapore', 'SG', '560123', 'Blk 123 Ang Mo Kio Ave 3'),
  arjun: buyer('arjun', 'Arjun Pillai', 'en-SG', 'Asia/Singapore', 'SG', '820201', 'Blk 201 Punggol Field'),
  maya: buyer('maya', 'Maya Torres', 'en-US', 'America/Chicago', 'US', '60614', '2140 N Halsted St', 'Chicago, IL'),
  jordan: buyer('jordan', 'Jordan Lee', 'en-US', 'America/Los_Angeles', 'US', '97214', '811 SE Ash St', 'Portland, OR'),
} as const satisfies Record<string, DemoBuyer>;
