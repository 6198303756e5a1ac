import type { MarketFacts } from './defaults.ts';

/** Brazil: the national holidays; a shop overrides the region (`BR-SP`). */
export const BRAZIL: MarketFacts = {
  market: 'BR',
  currency: 'BRL',
  zone: 'America/Sao_Paulo',
  language: 'pt-BR',
  calendar: { holidays: 'BR' },
};
