/** The markets Parley knows out of the box. Others come in with `PUT /v1/policies/:market`. */
import type { Policy } from '../../contract/policy.ts';
import { BRAZIL } from './br.ts';
import { GERMANY } from './de.ts';
import { defaultPolicy, type MarketFacts } from './defaults.ts';
import { SPAIN } from './es.ts';
import { FRANCE } from './fr.ts';
import { GREAT_BRITAIN } from './gb.ts';
import { INDONESIA } from './id.ts';
import { IRELAND } from './ie.ts';
import { ITALY } from './it.ts';
import { JAPAN } from './jp.ts';
import { MEXICO } from './mx.ts';
import { MALAYSIA } from './my.ts';
import { PHILIPPINES } from './ph.ts';
import { SINGAPORE } from './sg.ts';
import { THAILAND } from './th.ts';
import { UNITED_STATES } from './us.ts';
import { VIETNAM } from './vn.ts';

export { defaultPolicy } from './defaults.ts';

const KNOWN: readonly MarketFacts[] = [
  THAILAND,
  VIETNAM,
  INDONESIA,
  MALAYSIA,
  PHILIPPINES,
  SINGAPORE,
  UNITED_STATES,
  GREAT_BRITAIN,
  IRELAND,
  GERMANY,
  FRANCE,
  ITALY,
  SPAIN,
  MEXICO,
  BRAZIL,
  JAPAN,
];
const factsOf = (market: string): MarketFacts | undefined => KNOWN.find((facts) => facts.market === market);

/** ISO 3166 country codes of the markets with a policy of their own. */
export const MARKETS: readonly string[] = KNOWN.map(({ market }) => market);

/** The policy a market starts with, a fresh copy; undefined for a market Parley does not know. */
export function marketPolicy(market: string): Policy | undefined {
  const facts = factsOf(market);
  return facts && defaultPolicy(facts);
}

/** The language of a market as a tag (`de-DE`); undefined for a market Parley does not know. */
export const marketLanguage = (market: string): string | undefined => factsOf(market)?.language;
