/** Which steps of a shop's escalation are to be told now, and when the next one is. */
import type { RequestView, SlackAlerts } from '../../../src/bot.ts';

type Step = NonNullable<SlackAlerts['escalation']>[number];

/** The deadlines that the shop alone can keep; what a buyer's counter-offer ends in is a hand-back. */
const DUTIES: ReadonlySet<string> = new Set(['respond_by', 'ship_by']);

/** A changed step is another one. */
export const nameOf = ({ leadSeconds, mention }: Step): string => `${leadSeconds}:${mention}`;

/**
 * `told`: the names of those that were told of this deadline. What was missed in an outage, or began too late for it, is
 * due as long as the duty stands. `now` and `next` in milliseconds.
 */
export function stepsAt(
  { deadline, waitingOn }: Pick<RequestView, 'deadline' | 'waitingOn'>,
  steps: readonly Step[],
  told: readonly string[],
  now: number,
): { due: Step[]; next: number | null } {
  const at = Date.parse(deadline?.at ?? '');
  if (!deadline || waitingOn !== 'seller' || !DUTIES.has(deadline.kind) || now >= at) return { due: [], next: null };
  const open = steps.filter((step) => !told.includes(nameOf(step)));
  const momentOf = ({ leadSeconds }: Step): number => at - leadSeconds * 1_000;
  const later = open.map(momentOf).filter((moment) => moment > now);
  return { due: open.filter((step) => momentOf(step) <= now), next: later.length > 0 ? Math.min(...later) : null };
}
