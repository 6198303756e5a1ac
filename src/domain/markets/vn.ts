import type { MarketFacts } from './defaults.ts';

/** Vietnam. */
export const VIETNAM: MarketFacts = {
  market: 'VN',
  currency: 'VND',
  zone: 'Asia/Ho_Chi_Minh',
  language: 'vi',
  calendar: { holidays: 'VN' },
};
