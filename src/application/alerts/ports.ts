/**
 * What Slack's side needs of a storage.
 *
 * Glossary
 * - link: a Slack user who may act for a seller, and which member of its staff that is, where it is known. Made with a
 *   one-time code.
 * - installation: a workspace that let the app in, with its sealed token.
 */
import type { Instant } from '../../contract/primitives.ts';

/** What a one-time code stands for. */
export interface SlackGrant {
  sellerId: string;
  /** The member of staff who made it, as their token names them; absent where it was nobody of the staff. */
  userId?: string;
}

/** Who a Slack user may act for, and who of its staff they are there. */
export interface SlackLink extends SlackGrant {
  team: string;
  user: string;
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
  putCode(hash: string, grant: SlackGrant, expiresAt: number, now: number): Promise<void>;
  /** Uses the code up: what it stands for, once; null where it is unknown, used or expired at `now`. */
  takeCode(hash: string, now: number): Promise<SlackGrant | null>;

  /** The same user and seller again changes nothing but who of the staff they are, where that is said. */
  putLink(link: SlackLink): Promise<void>;
  deleteLink(team: string, user: string, sellerId: string): Promise<void>;
  /** The sellers this user acts for, by id. */
  linksOf(team: string, user: string): Promise<SlackLink[]>;
  /** The Slack users who are this member of the seller's staff, those who were linked last first; at most `limit`. */
  linksOfMember(sellerId: string, userId: string, limit: number): Promise<SlackLink[]>;
}
