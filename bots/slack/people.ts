/**
 * Who in Slack may act for which shop. A person is a user of a workspace; they act for the shops they were linked to
 * with a one-time code, and for no other, whatever channel they see. Somebody of another workspace in a shared channel
 * is another person, linked to nothing. Of an organisation that let the app in as one, people are the same in all of its
 * workspaces.
 */
import type { Seller, Store } from '../../src/bot.ts';

export interface SlackPerson {
  /** The workspace they live in, not the one they are visiting. */
  team: string;
  user: string;
  /** The organisation, where the app was installed for all of it. */
  organisation?: string;
  /** What they are called there, as far as it is known. */
  name?: string;
}

interface FromSlack {
  user: { id: string; team_id?: string; name?: string };
  team?: { id: string } | null;
  enterprise?: { id: string } | null;
  is_enterprise_install?: boolean;
}

/** The person behind an interaction. */
export const personIn = ({
  user,
  team,
  enterprise,
  is_enterprise_install: isOrganisation,
}: FromSlack): SlackPerson => ({
  team: user.team_id ?? team?.id ?? '',
  user: user.id,
  ...(user.name ? { name: user.name } : {}),
  ...(isOrganisation && enterprise ? { organisation: enterprise.id } : {}),
});

/** Where the person is known: what Slack calls their workspace differs from place to place in an organisation. */
export const homeOf = ({ organisation, team }: SlackPerson): string => organisation ?? team;

/** How the person is named among a shop's staff, in its history too. */
export const memberOf = (person: SlackPerson): string => `slack:${homeOf(person)}/${person.user}`;

/** The Slack user whom `memberOf` names so; undefined for staff that Slack does not know. */
export const userOf = (member: string | undefined): string | undefined =>
  /^slack:[^/]+\/([UW][A-Z0-9]{1,30})$/u.exec(member ?? '')?.[1];

/** Where a link of theirs may stand: one that was made before the organisation let the app in names the workspace. */
const homesOf = (person: SlackPerson): string[] => [...new Set([homeOf(person), person.team])];

/** The ids of the shops the person may act for. */
export async function shopIdsOf({ slack }: Pick<Store, 'slack'>, person: SlackPerson): Promise<string[]> {
  const links = await Promise.all(homesOf(person).map((home) => slack.linksOf(home, person.user)));
  return [...new Set(links.flat().map((link) => link.sellerId))];
}

/** They act for the shop no more. */
export async function unlink({ slack }: Pick<Store, 'slack'>, person: SlackPerson, sellerId: string): Promise<void> {
  for (const home of homesOf(person)) await slack.deleteLink(home, person.user, sellerId);
}

/** The shops the person may act for, those that still exist, by id. */
export async function shopsOf(store: Pick<Store, 'slack' | 'directory'>, person: SlackPerson): Promise<Seller[]> {
  const ids = await shopIdsOf(store, person);
  if (ids.length === 0) return [];
  const shops = await store.directory.sellers(ids);
  return shops.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
