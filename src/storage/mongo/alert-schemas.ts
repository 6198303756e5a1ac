/** The collections of alerts, of what the connectors owe, and of Slack's side, and their indexes. Times are milliseconds since the epoch. */
import { type Connection, Schema } from 'mongoose';
import { number, options, shardedBy, text } from './schema-parts.ts';

/**
 * `dueAt` is absent where there is nothing to do: such a record stands in no index but its key's, and `$min` sets what
 * is absent. `notes` is JSON.
 */
export interface AlertDocument {
  _id: string;
  sellerId: string;
  team: string;
  owed: number;
  dueAt?: number;
  notes: string;
  leaseOwner: string | null;
  leaseUntil: number;
  /** Names the call that took it, so that a taker can tell its own records from a rival's. */
  taken?: string;
  /** Names the call that handed it back last, so that it knows its own work. */
  finished?: string;
  /** The latest wake since it was taken. */
  wokenAt?: number;
}
export interface AlertStatusDocument {
  /** The seller's id. */
  _id: string;
  code: string;
  at: string;
  detail?: string;
}
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

/** The indexes that queries name. */
export const ALERT_INDEX = { due: 'due' } as const;

/** What waits. A query over such an index repeats the condition. */
const waiting = { partialFilterExpression: { dueAt: { $gte: 0 } } };

function alertSchema() {
  const schema = new Schema<AlertDocument>(
    {
      _id: text,
      sellerId: text,
      team: String,
      owed: number,
      dueAt: Number,
      notes: text,
      leaseOwner: String,
      leaseUntil: number,
      taken: String,
      finished: String,
      wokenAt: Number,
    },
    options,
  );
  schema.index({ dueAt: 1, _id: 1 }, { name: ALERT_INDEX.due, ...waiting });
  schema.index({ sellerId: 1, dueAt: 1 }, waiting);
  schema.index({ team: 1, dueAt: 1 }, waiting);
  return schema;
}

const statusSchema = () =>
  new Schema<AlertStatusDocument>({ _id: text, code: text, at: text, detail: String }, options);

/** Registers the schemas on a connection. */
export function alertModels(connection: Connection) {
  return [
    connection.model('Alert', alertSchema(), 'alerts'),
    connection.model('AlertStatus', statusSchema(), 'alert_statuses'),
    connection.model('ChatwootOwed', alertSchema(), 'chatwoot_owed'),
    connection.model('ChatwootStatus', statusSchema(), 'chatwoot_statuses'),
    connection.model('MarketplaceOwed', alertSchema(), 'marketplace_owed'),
    connection.model('MarketplaceStatus', statusSchema(), 'marketplace_statuses'),
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
