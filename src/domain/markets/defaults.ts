/** The rules a market starts from (SPEC.md section 8), and how one is made of them. */
import type { Calendar, Policy } from '../../contract/policy.ts';

/** Everything of a policy but its market, currency and calendar. */
export const DEFAULT_RULES: Omit<Policy, 'market' | 'currency' | 'calendar'> = {
  respondBy: { value: 1, unit: 'working_day' },
  offerExpires: { value: 1, unit: 'calendar_day' },
  shipBy: { value: 2, unit: 'working_day' },
  counterWithin: { value: 1, unit: 'calendar_day' },
  refundConfirmWithin: { value: 1, unit: 'calendar_day' },
  afterHandBack: 'restart',
  maxOffers: 1,
  maxRounds: 1,
  limits: { minPercent: 1, maxPercent: 100, minAmount: 1, maxAmount: null },
  secondThoughts: false,
  keepPersonalDays: null,
  quickPicks: {
    missing_items: [80, 50, 30],
    damaged: [50, 30, 20],
    defective: [50, 30, 20],
    wrong_item: [50, 30, 20],
  },
  solutions: { not_received: ['approve', 'reject', 'refund_only'] },
  rejectReasons: {
    items_were_sent: { evidence: false },
    evidence_insufficient: { evidence: false },
    agreed_with_buyer: { evidence: false },
    outside_window: { evidence: false },
    other: { evidence: false },
  },
  reminders: { respond_by: [14_400, 3_600], offer_expires: [21_600, 3_600], ship_by: [43_200, 7_200] },
};

/** Saturday and Sunday off, and no holidays but what is given. */
const DEFAULT_CALENDAR: Calendar = { holidays: null, weekend: [6, 7], extraHolidays: [], workingDays: [] };

/** What a market says of itself; the rest is the default. */
export interface MarketFacts {
  market: string;
  currency: string;
  /** Where most of its people are; a shop names its own zone. */
  zone: string;
  /** The language that money and times are written in for a buyer of whom nothing is known. */
  language: string;
  calendar: Partial<Calendar>;
  rules?: Partial<typeof DEFAULT_RULES>;
}

/** A full policy of a market: the default rules with what the market says otherwise. A fresh copy. */
export const defaultPolicy = ({
  market,
  currency,
  zone,
  calendar,
  rules,
}: Omit<MarketFacts, 'zone' | 'language'> & Partial<Pick<MarketFacts, 'zone'>>): Policy =>
  structuredClone({
    market,
    currency,
    ...DEFAULT_RULES,
    ...rules,
    calendar: { ...DEFAULT_CALENDAR, ...calendar, ...(zone ? { zone } : {}) },
  });
