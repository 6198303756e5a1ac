/** The markets Parley knows out of the box. Others come in with `PUT /v1/policies/:market`. */
import type { Policy } from '../../contract/policy.ts';
import { defaultPolicy, type MarketFacts } from './defaults.ts';
import { GREAT_BRITAIN } from './gb.ts';
import { INDONESIA } from './id.ts';
import { MALAYSIA } from './my.ts';
import { PHILIPPINES } from './ph.ts';
import { SINGAPORE } from './sg.ts';
import { THAILAND } from './th.ts';
import { UNITED_STATES } from './us.ts';
import { VIETNAM } from './vn.ts';

export { DEFAULT_CALENDAR, DEFAULT_RULES, defaultPolicy } from './defaults.ts';

const KNOWN: readonly MarketFacts[] = [
  THAILAND,
  VIETNAM,
  INDONESIA,
  MALAYSIA,
  PHILIPPINES,
  SINGAPORE,
  UNITED_STATES,
  GREAT_BRITAIN,
];

/** ISO 3166 country codes of the markets with a policy of their own. */
export const MARKETS: readonly string[] = KNOWN.map(({ market }) => market);

/** The policy a market starts with, a fresh copy; undefined for a market Parley does not know. */
export function marketPolicy(market: string): Policy | undefined {
  const facts = KNOWN.find((candidate) => candidate.market === market);
  return facts && defaultPolicy(facts);
}
