/**
 * Who in Slack may act for which shop. A person is a user of a workspace; they act for the shops they were linked to
 * with a one-time code, and for no other, whatever channel they see. Somebody of another workspace in a shared channel
 * is another person, linked to nothing. Of an organisation that let the app in as one, people are the same in all of its
 * workspaces.
 *
 * A link may say which member of the shop's staff the person is (decision 122). What they take in hand is the member's then,
 * on pages too; what they do is told of the Slack user who did it.
 */
import { idsOfMember, type Seller, type SlackLink, type Store, slackMember } from '../../src/bot.ts';

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

/** How the person is named in a shop's history, and among its staff where no link says who of them they are. */
export const memberOf = (person: SlackPerson): string => slackMember({ team: homeOf(person), user: person.user });

/** The Slack user whom `memberOf` names so; undefined for staff that Slack does not know. */
export const userOf = (member: string | undefined): string | undefined =>
  /^slack:[^/]+\/([UW][A-Z0-9]{1,30})$/u.exec(member ?? '')?.[1];

/** Where a link of theirs may stand: one that was made before the organisation let the app in names the workspace. */
const homesOf = (person: SlackPerson): string[] => [...new Set([homeOf(person), person.team])];

/** The links of the person, wherever they stand. */
export async function linksOf({ slack }: Pick<Store, 'slack'>, person: SlackPerson): Promise<SlackLink[]> {
  return (await Promise.all(homesOf(person).map((home) => slack.linksOf(home, person.user)))).flat();
}

/** Who of the shop's staff the person is, by their links: the member whose code they used, else as Slack names them. */
export const memberIn = (sellerId: string, person: SlackPerson, links: readonly SlackLink[]): string =>
  links.find((link) => link.sellerId === sellerId && link.userId !== undefined)?.userId ?? memberOf(person);

/** Every id under which the shop may know the person. */
export async function idsIn(store: Pick<Store, 'slack'>, sellerId: string, person: SlackPerson): Promise<string[]> {
  const homes = homesOf(person).map((team) => slackMember({ team, user: person.user }));
  return [...new Set((await Promise.all(homes.map((id) => idsOfMember(store, sellerId, id)))).flat())];
}

/** Named at most, where several Slack users are one member. */
const MOST_CALLED = 5;

/**
 * Whom to call for a member of staff in a workspace. `links`: those of the member; `homes`: where people of that workspace are
 * known. Nobody, where Slack does not know them, or only elsewhere.
 */
export function calledFor(member: string, links: readonly SlackLink[], homes: readonly string[]): string[] {
  const own = userOf(member);
  if (own !== undefined) return [own];
  const users = links.filter(({ team }) => homes.includes(team)).map(({ user }) => user);
  return [...new Set(users)].slice(0, MOST_CALLED);
}

/** They act for the shop no more. */
export async function unlink({ slack }: Pick<Store, 'slack'>, person: SlackPerson, sellerId: string): Promise<void> {
  for (const home of homesOf(person)) await slack.deleteLink(home, person.user, sellerId);
}

/** The shops the person may act for, those that still exist, by id. */
export async function shopsOf(store: Pick<Store, 'slack' | 'directory'>, person: SlackPerson): Promise<Seller[]> {
  const ids = [...new Set((await linksOf(store, person)).map(({ sellerId }) => sellerId))];
  if (ids.length === 0) return [];
  const shops = await store.directory.sellers(ids);
  return shops.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
