/** What the demo page and the demo's routes say to each other. Served in demo mode only, and no part of the HTTP API. */
import { z } from 'zod';

/** How many seconds pass in one: as it is, an hour in a minute, a day in a minute. */
export const DEMO_SPEEDS = [1, 60, 1440] as const;
export type DemoSpeed = (typeof DEMO_SPEEDS)[number];

export interface DemoTime {
  /** The demo's own time, ISO 8601 UTC. */
  now: string;
  speed: DemoSpeed;
}

/**
 * An answer of the buyer, of the shop, of the shop to an amount that the buyer named; the shop's parcel; and from outside, the refund
 * or the carrier's next scan.
 */
export type DemoWait = 'buyer' | 'seller' | 'counter' | 'ship' | 'refund' | 'scan';

export interface DemoRequest {
  id: string;
  conversationId: string;
  market: string;
  sellerId: string;
  sellerName: string;
  sellerZone: string;
  buyerName: string;
  buyerLocale: string;
  buyerZone: string;
  title: string;
  /** What the request waits for; nothing any more where it is closed. */
  waits: DemoWait | null;
  /** When the clock acts by itself, ISO 8601 UTC. */
  deadlineAt: string | null;
}

export interface DemoState extends DemoTime {
  /** Newest first. */
  requests: DemoRequest[];
}

/** Tokens of the three people around one request. */
export interface DemoTokens {
  buyer: string;
  seller: string;
  agent: string;
}

/** A block of Block Kit as Slack would hand it to a client: JSON, of a shape that only whoever draws it looks into. */
export type SlackBlockJson = { type: string; block_id?: string } & Record<string, unknown>;

export interface DemoSlackMessage {
  /** Seconds, a dot, six digits: Slack's name of a message in its channel, and its time. */
  ts: string;
  from: { kind: 'app' | 'person'; name: string };
  text: string;
  /** None: only the text is shown. */
  blocks: SlackBlockJson[];
  edited: boolean;
  deleted: boolean;
  /** A reply that was also sent to the channel. */
  broadcast: boolean;
  /** The parent's `ts`, on replies. */
  threadTs?: string;
  /** The request this message is about, on its parent message. */
  requestId?: string;
  /** Oldest first; always empty on replies. */
  replies: DemoSlackMessage[];
}

/** A message only this person sees. It has no time and no history. */
export interface DemoSlackEphemeral {
  id: string;
  /** Of the app, or of Slack itself. */
  from: 'app' | 'slack';
  text: string;
  blocks: SlackBlockJson[];
  threadTs?: string;
}

export interface DemoSlackModal {
  id: string;
  title: string;
  /** Words of the buttons; a modal without `submit` can only be closed. */
  submit: string | null;
  close: string | null;
  blocks: SlackBlockJson[];
  /** What the app refused at the last submission: a sentence by block id. */
  errors: Record<string, string>;
  /** What Slack itself says where the app did not answer. */
  notice: string | null;
}

/** One shop's Slack as its member of staff sees it. */
export interface DemoSlack {
  sellerId: string;
  team: string;
  channel: { id: string; name: string; archived: boolean };
  /** Whose screen it is. */
  me: { id: string; name: string };
  /** Names by user id. */
  users: Record<string, string>;
  /** IANA zone of the times. */
  zone: string;
  /** The channel, oldest first: parents, and replies that were also sent to it. */
  messages: DemoSlackMessage[];
  ephemerals: DemoSlackEphemeral[];
  modal: DemoSlackModal | null;
  /** The app's Home; null before it was first opened. */
  home: SlackBlockJson[] | null;
}

/** How an interaction ended: with nothing to say, or with a sentence for the person who did it. */
export interface DemoSlackAnswer {
  problem?: string;
  /** What Slack's own form does not let through, by block id. */
  errors?: Record<string, string>;
}

const id = z.string().min(1).max(255);
const ts = z.string().regex(/^\d{1,12}\.\d{6}$/u);
const sellerId = z.string().min(1).max(200);
const entry = z.union([z.string().max(3_000), z.array(z.string().max(255)).max(100), z.null()]);

/** Where something to press stands. */
export const SlackPlace = z.union([
  z.strictObject({ ts }),
  z.strictObject({ ephemeral: id }),
  z.literal('home'),
  z.literal('modal'),
]);
export type SlackPlace = z.infer<typeof SlackPlace>;

export const SlackShop = z.strictObject({ sellerId });
/** A button; or, with `value`, what was chosen in a select or the like. */
export const SlackPress = z.strictObject({
  sellerId,
  place: SlackPlace,
  blockId: id,
  actionId: id,
  value: entry.optional(),
});
export type SlackPress = z.infer<typeof SlackPress>;
/** What was entered into the open modal, by block; options by their value. */
export const SlackSubmit = z.strictObject({
  sellerId,
  viewId: id,
  values: z.record(id, entry).refine((values) => Object.keys(values).length <= 100, 'has more than 100 fields'),
});
export type SlackSubmit = z.infer<typeof SlackSubmit>;
export const SlackSlash = z.strictObject({ sellerId, text: z.string().max(2_000) });
