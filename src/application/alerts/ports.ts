/**
 * What Slack's side needs of a storage.
 *
 * Glossary
 * - link: a Slack user who may act for a seller. Made with a one-time code.
 * - installation: a workspace that let the app in, with its sealed token.
 */
import type { Instant } from '../../contract/primitives.ts';

/** Who a Slack user may act for. */
export interface SlackLink {
  team: string;
  user: string;
  sellerId: string;
  at: Instant;
}
export interface SlackInstallation {
  /** The workspace (`T…`), or the organisation (`E…`) where the app was installed for all of it. */
  id: string;
  name: string;
  /** Encrypted: the installation as Slack gave it, tokens included. */
  sealed: string;
  at: Instant;
}

export interface SlackStore {
  putInstallation(installation: SlackInstallation): Promise<void>;
  /** Writes it only where what is kept is still sealed as `was`; answers whether it was. Nobody seals the same text twice. */
  replaceInstallation(installation: SlackInstallation, was: string): Promise<boolean>;
  installation(id: string): Promise<SlackInstallation | null>;
  /** Up to `limit`, by id. */
  installations(limit: number): Promise<SlackInstallation[]>;
  deleteInstallation(id: string): Promise<void>;

  /**
   * Keeps a one-time code (its hash) until `expiresAt` (milliseconds); clears away a bounded number of expired ones. At
   * exactly `expiresAt` a code is expired.
   */
  putCode(hash: string, sellerId: string, expiresAt: number, now: number): Promise<void>;
  /** Uses the code up: the seller it stands for, once; null where it is unknown, used or expired at `now`. */
  takeCode(hash: string, now: number): Promise<string | null>;

  /** The same user and seller again changes nothing. */
  putLink(link: SlackLink): Promise<void>;
  deleteLink(team: string, user: string, sellerId: string): Promise<void>;
  /** The sellers this user acts for, by id. */
  linksOf(team: string, user: string): Promise<SlackLink[]>;
}
