/**
 * Who in Slack may act for which shop. A person is a user of a workspace; they act for the shops they were linked to
 * with a one-time code, and for no other, whatever channel they see. Somebody of another workspace in a shared channel
 * is another person, linked to nothing.
 */
import type { Store } from '../../src/application/ports.ts';
import type { Actor } from '../../src/contract/request.ts';
import type { Seller } from '../../src/contract/seller.ts';

export interface SlackPerson {
  /** The workspace they live in, not the one they are visiting. */
  team: string;
  user: string;
}

interface FromSlack {
  user: { id: string; team_id?: string };
  team?: { id: string } | null;
}

/** The person behind an interaction. */
export const personIn = ({ user, team }: FromSlack): SlackPerson => ({
  team: user.team_id ?? team?.id ?? '',
  user: user.id,
});

/** How the person is named in a shop's history. */
export const actorFor = ({ team, user }: SlackPerson, sellerId: string): Actor => ({
  kind: 'seller',
  id: sellerId,
  userId: `slack:${team}/${user}`,
});

/** The ids of the shops the person may act for. */
export async function shopIdsOf({ slack }: Pick<Store, 'slack'>, { team, user }: SlackPerson): Promise<string[]> {
  return (await slack.linksOf(team, user)).map((link) => link.sellerId);
}

/** The shops the person may act for, those that still exist, by id. */
export async function shopsOf(store: Pick<Store, 'slack' | 'directory'>, person: SlackPerson): Promise<Seller[]> {
  const ids = await shopIdsOf(store, person);
  if (ids.length === 0) return [];
  const shops = await store.directory.sellers(ids);
  return shops.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
