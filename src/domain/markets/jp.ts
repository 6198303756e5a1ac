import type { MarketFacts } from './defaults.ts';

/** Japan: days in lieu and the days between two holidays included. */
export const JAPAN: MarketFacts = {
  market: 'JP',
  currency: 'JPY',
  zone: 'Asia/Tokyo',
  language: 'ja-JP',
  calendar: { holidays: 'JP' },
};
