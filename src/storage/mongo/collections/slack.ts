/** The collections of Slack's side. */
import { collection, type DocumentOf, maybe, maybeNull, number, text } from './declare.ts';

export const slackInstallations = collection('slack_installations', {
  fields: { _id: text, name: text, sealed: text, at: text },
});
export type SlackInstallationDocument = DocumentOf<typeof slackInstallations>;

/** By the code's hash. */
export const slackCodes = collection('slack_codes', {
  fields: {
    _id: text,
    sellerId: text,
    userId: maybe(String),
    expiresAt: number,
    /** Names the call that used it up. */
    taker: maybeNull(String),
  },
  indexes: [[{ expiresAt: 1 }]],
});
export type SlackCodeDocument = DocumentOf<typeof slackCodes>;

/**
 * Known by team, user and seller together. `_id` says the three again, so that several who insert the same are kept apart by
 * the first index there is; a server that locks would have to break their deadlock over a second one. Older links have
 * ids of another kind.
 */
export const slackLinks = collection('slack_links', {
  fields: { _id: text, team: text, user: text, sellerId: text, userId: maybe(String), at: text },
  shardKey: { team: 1, user: 1 },
  indexes: [
    [{ team: 1, user: 1, sellerId: 1 }, { unique: true }],
    [{ sellerId: 1, userId: 1, at: 1, team: 1, user: 1 }],
  ],
});
export type SlackLinkDocument = DocumentOf<typeof slackLinks>;
