/** What the live entry is made of: everything it uses comes in here. */
import type { Logger } from 'pino';
import type { AttachmentLinks } from '../application/attachments/links.ts';
import type { Commands } from '../application/commands.ts';
import type { Conversations } from '../application/conversations.ts';
import type { Feed } from '../application/feed.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import type { RequestViews } from '../application/request-views.ts';
import type { StatsOf } from '../application/stats.ts';

export interface LiveParts {
  store: Store;
  commands: Commands;
  conversations: Conversations;
  views: RequestViews;
  stats: StatsOf;
  links: AttachmentLinks;
  feed: Feed;
  /** The business's clock: deadlines, arrivals. */
  clock: Clock;
  /** The wall's clock: tokens, rate limits. */
  wallClock: Clock;
  /** Sockets that one person may have open, on all instances. */
  mostSockets: number;
  /** Any of them verifies a person token. */
  secrets: string[];
  log: Pick<Logger, 'error'>;
}
