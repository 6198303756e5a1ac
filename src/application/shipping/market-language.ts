/** The language that people who handle parcels of a market read, where the reader does not say which they want. */
import { marketLanguage } from '../../domain/markets/index.ts';
import { type Language, languageOf } from '../../i18n/languages.ts';

/** `market` is an ISO 3166 code; English where the market's language has no catalogue. */
export const languageOfMarket = (market: string): Language => languageOf(marketLanguage(market));
