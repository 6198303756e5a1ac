/** What Slack repeats identically when it delivers something twice names the command, so that it takes effect once. */
import { createHash } from 'node:crypto';
import type { Clock, Instant } from '../../../src/bot.ts';

/** A command id from the parts of a delivery that its repeat has too. */
export const commandIdOf = (...parts: unknown[]): string =>
  `slack-${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`;

/**
 * When the delivery came in, on the business's clock: as the receiver stamped it (`context.arrivedAt`) before anything
 * was read, or now.
 */
export const arrivalOf = (context: Record<string, unknown>, clock: Clock): Instant =>
  typeof context.arrivedAt === 'string' ? context.arrivedAt : new Date(clock.now()).toISOString();
