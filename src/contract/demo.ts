/** What the demo page and the demo's routes say to each other. Served in demo mode only, and no part of the HTTP API. */

/** How many seconds pass in one: as it is, an hour in a minute, a day in a minute. */
export const DEMO_SPEEDS = [1, 60, 1440] as const;
export type DemoSpeed = (typeof DEMO_SPEEDS)[number];

export interface DemoTime {
  /** The demo's own time, ISO 8601 UTC. */
  now: string;
  speed: DemoSpeed;
}

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
