/** The collections of Slack's side, and their indexes. */
import { type Connection, Schema } from 'mongoose';
import { number, options, shardedBy, text } from './schema-parts.ts';

export interface SlackInstallationDocument {
  _id: string;
  name: string;
  sealed: string;
  at: string;
}
export interface SlackCodeDocument {
  /** The code's hash. */
  _id: string;
  sellerId: string;
  expiresAt: number;
  /** Names the call that used it up. */
  taker?: string | null;
}
/** Known by team, user and seller together. */
export interface SlackLinkDocument {
  team: string;
  user: string;
  sellerId: string;
  at: string;
}

/** Registers the schemas on a connection. */
export function slackModels(connection: Connection) {
  return [
    connection.model(
      'SlackInstallation',
      new Schema<SlackInstallationDocument>({ _id: text, name: String, sealed: text, at: text }, options),
      'slack_installations',
    ),
    connection.model(
      'SlackCode',
      new Schema<SlackCodeDocument>({ _id: text, sellerId: text, expiresAt: number, taker: String }, options).index({
        expiresAt: 1,
      }),
      'slack_codes',
    ),
    connection.model(
      'SlackLink',
      new Schema<SlackLinkDocument>(
        { team: text, user: text, sellerId: text, at: text },
        shardedBy({ team: 1, user: 1 }),
      ).index({ team: 1, user: 1, sellerId: 1 }, { unique: true }),
      'slack_links',
    ),
  ];
}
