/**
 * One person of a shop's staff may have several ids: `staff-7` as their token names them, `slack:T1/U1` in what they did in
 * Slack. Links say which belong together (slack-link.ts). Histories keep the id that each thing was done under, so whoever
 * asks what a person has in hand asks for all of them.
 */
import type { SlackLink } from './alerts/ports.ts';
import type { Store } from './ports/store.ts';

/** A member of staff has a few accounts; where many share one id, so many of them are looked at. */
export const MOST_ACCOUNTS = 20;

const SLACK_MEMBER = /^slack:([^/]+)\/(.+)$/u;

/** How a Slack user is named among a shop's staff. `team`: their workspace, or their organisation. */
export const slackMember = ({ team, user }: Pick<SlackLink, 'team' | 'user'>): string => `slack:${team}/${user}`;

/** Whether an id is one of those. */
export const isSlackMember = (userId: string): boolean => SLACK_MEMBER.test(userId);

/** What of a storage says who is who. */
export type StaffStore = { slack: Pick<Store['slack'], 'linksOf' | 'linksOfMember'> };

/** The member's ids in this shop, the given one first. */
export async function idsOfMember({ slack }: StaffStore, sellerId: string, userId: string): Promise<string[]> {
  const [, team, user] = SLACK_MEMBER.exec(userId) ?? [];
  const links = team && user ? await slack.linksOf(team, user) : [];
  const member = links.find((link) => link.sellerId === sellerId)?.userId ?? userId;
  const accounts = await slack.linksOfMember(sellerId, member, MOST_ACCOUNTS);
  return [...new Set([userId, member, ...accounts.map(slackMember)])];
}
