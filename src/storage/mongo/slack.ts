/** Slack's side: the workspaces that let the app in, one-time codes, and who may act for which seller. */
import { randomUUID } from 'node:crypto';
import type { SlackGrant, SlackInstallation, SlackLink, SlackStore } from '../../application/alerts/ports.ts';
import type { Collections } from './collections/collections.ts';
import type { SlackInstallationDocument } from './collections/slack.ts';
import { unlessOvertaken } from './overtaken.ts';
import { reach } from './reach.ts';

const MOST_CLEARED_AT_ONCE = 100;

type SlackCollections = Pick<Collections, 'slackInstallations' | 'slackCodes' | 'slackLinks'>;

/** The queries whose plans matter. */
export const expiredCodesFind = (now: number) => ({
  filter: { expiresAt: { $lte: now } },
  options: { projection: { _id: 1 }, sort: { expiresAt: 1 }, limit: MOST_CLEARED_AT_ONCE } as const,
});
export const linksFind = (team: string, user: string) => ({
  filter: { team, user },
  options: { projection: { _id: 0 }, sort: { sellerId: 1 } } as const,
});
export const memberLinksFind = (sellerId: string, userId: string, limit: number) => ({
  filter: { sellerId, userId },
  options: { projection: { _id: 0 }, sort: { at: -1, team: -1, user: -1 }, limit } as const,
});

const installationOf = ({ _id, name, sealed, at }: SlackInstallationDocument): SlackInstallation => ({
  id: _id,
  name,
  sealed,
  at,
});

const grantOf = ({ sellerId, userId }: SlackGrant): SlackGrant => ({ sellerId, ...(userId ? { userId } : {}) });

export function mongoSlack({ slackInstallations, slackCodes, slackLinks }: SlackCollections): SlackStore {
  async function putInstallation({ id, name, sealed, at }: SlackInstallation): Promise<void> {
    await slackInstallations.replaceOne({ _id: id }, { name, sealed, at }, { upsert: true });
  }

  /** Sent again, it finds its own text there. */
  async function replaceInstallation({ id, name, sealed, at }: SlackInstallation, was: string): Promise<boolean> {
    const written = await slackInstallations.updateOne(
      { _id: id, sealed: { $in: [was, sealed] } },
      { $set: { name, sealed, at } },
    );
    return written.matchedCount === 1;
  }

  async function installation(id: string): Promise<SlackInstallation | null> {
    const found = await slackInstallations.findOne({ _id: id });
    return found && installationOf(found);
  }

  async function installations(limit: number): Promise<SlackInstallation[]> {
    const found = await slackInstallations.find().sort({ _id: 1 }).limit(limit).batchSize(limit).toArray();
    return found.map(installationOf);
  }

  async function putCode(hash: string, grant: SlackGrant, expiresAt: number, now: number): Promise<void> {
    const { filter, options } = expiredCodesFind(now);
    const expired = await slackCodes.find(filter, options).toArray();
    if (expired.length > 0) await slackCodes.deleteMany({ ...filter, _id: { $in: expired.map(({ _id }) => _id) } });
    await slackCodes.replaceOne({ _id: hash }, { ...grantOf(grant), expiresAt }, { upsert: true });
  }

  /** Marked first, so that who marked it knows it again where the answer was lost; then cleared away. */
  async function takeCode(hash: string, now: number): Promise<SlackGrant | null> {
    const taker = randomUUID();
    const free = { _id: hash, expiresAt: { $gt: now }, taker: { $in: [null, taker] } };
    const code = await reach(() => slackCodes.findOneAndUpdate(free, { $set: { taker } }));
    if (!code) return null;
    await reach(() => slackCodes.deleteOne({ _id: hash, taker }));
    return grantOf(code);
  }

  async function putLink({ team, user, sellerId, userId, at }: SlackLink): Promise<void> {
    const [link, _id] = [{ team, user, sellerId }, `${team} ${user} ${sellerId}`];
    const is = userId === undefined ? {} : { $set: { userId } };
    await unlessOvertaken(() => slackLinks.updateOne(link, { $setOnInsert: { _id, at }, ...is }, { upsert: true }));
  }

  async function linksOf(team: string, user: string): Promise<SlackLink[]> {
    const { filter, options } = linksFind(team, user);
    return slackLinks.find<SlackLink>(filter, options).toArray();
  }

  async function linksOfMember(sellerId: string, userId: string, limit: number): Promise<SlackLink[]> {
    const { filter, options } = memberLinksFind(sellerId, userId, limit);
    return slackLinks.find<SlackLink>(filter, options).toArray();
  }

  return {
    putInstallation: (installed) => reach(() => putInstallation(installed)),
    replaceInstallation: (installed, was) => reach(() => replaceInstallation(installed, was)),
    installation: (id) => reach(() => installation(id)),
    installations: (limit) => reach(() => installations(limit)),
    deleteInstallation: (id) => reach(async () => void (await slackInstallations.deleteOne({ _id: id }))),
    putCode: (hash, grant, expiresAt, now) => reach(() => putCode(hash, grant, expiresAt, now)),
    takeCode,
    putLink: (link) => reach(() => putLink(link)),
    deleteLink: (team, user, sellerId) =>
      reach(async () => void (await slackLinks.deleteOne({ team, user, sellerId }))),
    linksOf: (team, user) => reach(() => linksOf(team, user)),
    linksOfMember: (sellerId, userId, limit) => reach(() => linksOfMember(sellerId, userId, limit)),
  };
}
