/**
 * What holds for whatever Slack delivers: its name, by which a repeat takes effect once, when it came in, how long it may be
 * waited for, and what went wrong in a call back.
 */
import { createHash } from 'node:crypto';
import { ErrorCode } from '@slack/web-api';
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

/** The promise's value if it comes within `ms` milliseconds, else null. The promise goes on either way. */
export async function inTime<T extends object | null>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Response URLs and tokens: whoever reads the log must not be able to use them. */
const SECRET = /https?:\/\/\S+|\bx(?:ox|app)\S+/gu;

/** Slack's own word for it (`expired_trigger_id`); null for anything but a refusal of the Web API. */
export function slackErrorOf(error: unknown): string | null {
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } };
  return code === ErrorCode.PlatformError && typeof data?.error === 'string' ? data.error : null;
}

/** For the log: what failed and how, in one line, without what it carried: errors hold tokens, URLs and people's words. */
export function faultOf(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const slack = slackErrorOf(error);
  const { code } = error as { code?: unknown };
  return {
    error: slack ?? error.message.replace(SECRET, '…').split('\n', 1)[0]?.slice(0, 300) ?? error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(slack ? {} : placeOf(error)),
  };
}

/** The first frame of the stack that is code of ours: where to look. */
function placeOf({ stack }: Error): { at?: string } {
  const frame = stack?.split('\n').find((line) => line.startsWith('    at ') && !/node_modules|node:/u.test(line));
  return frame ? { at: frame.trim() } : {};
}
