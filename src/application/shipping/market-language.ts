/** The language that people who handle parcels of a market read, where the reader does not say which they want. */
import type { Language } from '../../i18n/languages.ts';

const LANGUAGE_OF: Readonly<Record<string, Language>> = { TH: 'th', VN: 'vi', ID: 'id', MY: 'ms', PH: 'fil' };

/** `market` is an ISO 3166 code; English where the market's language has no catalogue. */
export const languageOfMarket = (market: string): Language => LANGUAGE_OF[market] ?? 'en';
