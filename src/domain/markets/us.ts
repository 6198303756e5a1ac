import { DEFAULT_RULES, type MarketFacts } from './defaults.ts';

/** The United States: federal holidays; a partial refund is 10 to 50 percent and 5 to 50 dollars. */
export const UNITED_STATES: MarketFacts = {
  market: 'US',
  currency: 'USD',
  zone: 'America/New_York',
  language: 'en-US',
  calendar: { holidays: 'US' },
  rules: {
    limits: { minPercent: 10, maxPercent: 50, minAmount: 500, maxAmount: 5_000 },
    quickPicks: { ...DEFAULT_RULES.quickPicks, missing_items: [50, 30, 20] },
  },
};
