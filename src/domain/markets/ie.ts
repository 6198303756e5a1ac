import type { MarketFacts } from './defaults.ts';

/** Ireland: its public holidays; Good Friday closes banks alone. */
export const IRELAND: MarketFacts = {
  market: 'IE',
  currency: 'EUR',
  zone: 'Europe/Dublin',
  language: 'en-IE',
  calendar: { holidays: 'IE' },
};
