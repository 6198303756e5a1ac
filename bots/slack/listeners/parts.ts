/** What the listeners are made of. */
import type { Logger } from 'pino';
import type { Clock, Commands, Conversations, SlackAlerts, Store } from '../../../src/bot.ts';
import type { Links } from '../links.ts';
import type { Models } from '../models.ts';

export interface ListenerParts {
  store: Store;
  commands: Commands;
  conversations: Pick<Conversations, 'post'>;
  models: Models;
  links: Pick<Links, 'page'>;
  /** The business's clock: arrivals, deadlines. */
  clock: Clock;
  /** The wall's clock: link codes, wrong tries. */
  wallClock: Clock;
  log: Logger;
  /** The stand-in that is asked instead of Slack; null: Slack itself. */
  apiUrl: string | null;
  /** The request's message is made true soon, even if nothing changed. */
  nudge(requestId: string): void;
  /** The seller's alerts were changed: where they go, when, in which language. `before`: what they were. */
  wakeSeller(sellerId: string, before?: SlackAlerts): Promise<void>;
  /** Something that stood in the way of a workspace's alerts may be gone. */
  wakeTeam(team: string): Promise<void>;
  /** The workspace let the app go. */
  forgetTeam(team: string): Promise<void>;
  /** How long a submitted form may wait for its outcome before it is acknowledged without; Slack allows 3,000 ms. */
  ackWithin?: number;
}
