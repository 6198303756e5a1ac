/** What views are made from, and what they give. Views are pure: the same model, words and nonce give the same blocks. */
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type {
  DecisionTerms,
  EventView,
  Instant,
  Money,
  OddsView,
  Reply,
  RequestView,
  Seller,
  Stats,
} from '../../../src/bot.ts';

export type { HomeView, KnownBlock, ModalView };

/** A message as `chat.postMessage` and `chat.update` take it: always both, since notifications read either. */
export interface Message {
  text: string;
  blocks: KnownBlock[];
}

/** A request as its shop sees it. */
export interface RequestModel {
  /** With `actions`, `solutions`, `offersLeft`: what the shop may do now. */
  request: RequestView;
  terms: DecisionTerms;
  /** The Slack users who have it in hand, where its alerts go: for what is told there. */
  called?: readonly string[];
  /** How often offers like its quick picks were accepted, where they are asked for and known. */
  odds?: OddsView;
  /** The shop's saved replies that fit, where they are asked for. */
  replies?: readonly Reply[];
  /** Where this person finds the request on the shop's page, where it is asked for. */
  page?: string;
  /** The latest events, oldest first; at most 30. */
  history: EventView[];
  /** Where its shipping documents are, while there is something to ship. */
  documents?: string;
}

/** What a button or a modal is about. The version and the offer tell an outdated click from a fresh one. */
export interface Target {
  requestId: string;
  version: number;
  offerId?: string;
}

/** What a rule did, and what came of it. */
export interface RuleDeed {
  request: RequestView;
  /** The rule's. */
  name: string;
  at: Instant;
  /** What it offered; null where it approved. */
  amount: Money | null;
  /** What became of the offer: its status, or `thought` where the buyer took it after all; null where it approved. */
  outcome: string | null;
}

export interface RuleDeeds {
  /** Oldest first. */
  items: RuleDeed[];
  /** Whether more changed in that time than is looked at, so that there may be others. */
  atLeast: boolean;
}

/** A shop as App Home and the digest show it. */
export interface ShopModel {
  seller: Seller;
  /** How its alerts fare: a code of AlertStatus, `not_connected` without a channel. */
  status: string;
  /** What waits for the shop, soonest deadline first. */
  waiting: RequestModel[];
  /** How many wait in all. */
  waitingTotal: number;
  /** Of the last 30 days. */
  stats: Stats;
  /** What its rules did since yesterday. */
  deeds: RuleDeeds;
}

/** What a modal's fields said: values ready for a command, or a sentence for each field that is wrong, by block id. */
export type Read<T> = { ok: true; value: T } | { ok: false; errors: Record<string, string> };
