/** Reads what a shop's rules did lately: from the requests that changed last, and their histories. */
import {
  type Clock,
  type RequestEvent,
  type RequestState,
  RULE_PREFIX,
  type Store,
  viewRequest,
} from '../../src/bot.ts';
import type { RuleDeed, RuleDeeds } from './blocks/model.ts';

const SINCE_MS = 24 * 3_600_000;
/** So many of the shop's latest changes are looked at, a page after the other: what a busy shop has in a day. */
const LOOKED_AT = 500;
const PAGE = 100;
/** A rule acts while the request is new. */
const EARLIEST_EVENTS = 30;

const isRules = ({ actor, type }: RequestEvent): boolean =>
  (actor.userId?.startsWith(RULE_PREFIX) ?? false) && DEEDS.has(type);
const DEEDS: ReadonlySet<string> = new Set(['offer.proposed', 'offer.auto_approved', 'request.approved']);

export function createRuleDeeds({ store, clock }: { store: Store; clock: Clock }) {
  async function deedOf(state: RequestState, since: string, now: number): Promise<RuleDeed[]> {
    const events = await store.requests.events(state.id, 0, EARLIEST_EVENTS);
    const deed = events.find(isRules);
    if (!deed || !state.rule || deed.at < since) return [];
    const made = 'offer' in deed.data ? deed.data.offer : null;
    const offer = made && state.offers.find(({ id }) => id === made.id);
    const thought = events.some(
      ({ type, data }) => type === 'offer.accepted' && 'secondThoughts' in data && data.secondThoughts,
    );
    const caller = { kind: 'person', person: { role: 'seller', id: state.facts.sellerId } } as const;
    return [
      {
        request: viewRequest(state, caller, now),
        name: state.rule.rule.name,
        at: deed.at,
        amount: made?.amount ?? null,
        outcome: offer ? (thought ? 'thought' : offer.status) : null,
      },
    ];
  }

  /** Of the last day, from as many changes as are looked at. */
  return async (sellerId: string): Promise<RuleDeeds> => {
    const now = clock.now();
    const since = new Date(now - SINCE_MS).toISOString();
    const deeds: RuleDeed[] = [];
    let looked = 0;
    let cursor: string | null = null;
    do {
      const from: { cursor?: string } = cursor ? { cursor } : {};
      const query = { filter: { sellerId }, sort: '-updatedAt', limit: PAGE, now, ...from } as const;
      const { items, nextCursor } = await store.requests.list(query);
      const lately = items.filter(({ updatedAt }) => updatedAt >= since);
      const acted = lately.filter(({ rule }) => rule?.status === 'acted');
      deeds.push(...(await Promise.all(acted.map((state) => deedOf(state, since, now)))).flat());
      looked += items.length;
      cursor = lately.length === items.length ? nextCursor : null;
    } while (cursor && looked < LOOKED_AT);
    return { items: deeds.toSorted((a, b) => (a.at < b.at ? -1 : 1)), atLeast: cursor !== null };
  };
}
