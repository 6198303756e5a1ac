/** What the HTTP entry is made of: everything it uses comes in here. */
import type { Express } from 'express';
import type { Store as LimitStore } from 'express-rate-limit';
import type { Logger } from 'pino';
import type { Alerts } from '../application/alerts/alerts.ts';
import type { Photos } from '../application/attachments/photos.ts';
import type { Commands } from '../application/commands.ts';
import type { Conversations } from '../application/conversations.ts';
import type { Erasing } from '../application/erasing/erasing.ts';
import type { Notes } from '../application/notes/notes.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import type { ViewEvent } from '../application/queries.ts';
import type { RequestViews } from '../application/request-views.ts';
import type { ShippingDocuments } from '../application/shipping/ports.ts';
import type { StatsOf } from '../application/stats.ts';
import type { Webhooks } from '../application/webhooks/webhooks.ts';

export interface HttpConfig {
  /** The integrator's keys; every one is valid. */
  apiKeys: string[];
  /** The first signs person tokens, all verify. */
  secrets: string[];
  /** Exact origins of pages that may call the API from a browser. */
  corsOrigins: string[];
  /** Express's `trust proxy`. */
  trustProxy: number | string | boolean;
  /** Calls a minute by one caller; null or 0: no limit. */
  rateLimit: number | null;
  /** Where people reach the service; null or absent: the address it listens on. */
  publicUrl?: string | null;
  /** The address to listen on. */
  host?: string;
}

interface Instances {
  /** Counts calls for all of them, under a name of their own. */
  limits(name: string): LimitStore;
  state(): { redis: 'ok' | 'lost'; instances: number };
}

export interface HttpParts {
  config: HttpConfig;
  store: Store;
  commands: Commands;
  views: RequestViews;
  viewEvent: ViewEvent;
  conversations: Conversations;
  photos: Photos;
  notes: Notes;
  erasing: Pick<Erasing, 'buyer'>;
  stats: StatsOf;
  alerts: Alerts;
  documents: ShippingDocuments;
  webhooks: Webhooks;
  /** What several instances share; null where this is the only one. */
  instances: Instances | null;
  /** Where people reach the service, without a slash at the end. Links begin with it, whatever a call's `Host` was. */
  address(): string;
  /** Whether it ends soon: callers should go elsewhere. */
  isStopping(): boolean;
  /** The business's clock: deadlines, arrivals. Runs faster in demo mode. */
  clock: Clock;
  /** The wall's clock: tokens, idempotency keys. */
  wallClock: Clock;
  log: Logger;
  version: string;
  /** More routes (pages, demo), mounted before unknown paths are answered with 404. */
  extra?: (app: Express) => void;
}
