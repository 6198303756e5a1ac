/**
 * What a request adds to the figures of a day: that it was opened, answered in time or timed out, and what was offered on
 * it. Storages keep these counts with the request and add them up by week and month, so that years are read without
 * reading requests.
 *
 * How long an answer took is kept as a step of `STEPS`, fine enough that a median is within four percent and that round
 * times (half a minute, an hour, a day) are told exactly.
 */
import type { RequestEvent } from '../domain/request.ts';
import type { FiguresQuery, OfferFacts } from './ports/figures.ts';

/** `2026-11-23`, in UTC. */
type Day = string;
/** Of what a period is a sum. */
export type Grain = FiguresQuery['grain'];
export const GRAINS: readonly Grain[] = ['week', 'month'];

const NAMES = ['opened', 'answeredInTime', 'timeouts', 'made', 'accepted'] as const;
export type FigureName = (typeof NAMES)[number];
const ANSWERED_AFTER = 'after ';

/** One of these is counted on a day; a name, or how many seconds an answer took. */
export interface Counted {
  day: Day;
  name: string;
}
export interface FigureFacts {
  openedAt: string | null;
  /** When the shop first answered. */
  answeredAt?: string | null;
  /** When the platform approved because the shop stayed silent. */
  timedOutAt?: string | null;
  offers: readonly OfferFacts[];
}

const DAY_MS = 86_400_000;
export const dayOf = (instant: string): Day => instant.slice(0, 10);

/** The first day of the week (a Monday) or month that a day is in. */
export function periodOf(grain: Grain, day: Day): Day {
  if (grain === 'month') return `${day.slice(0, 7)}-01`;
  const at = new Date(`${day}T00:00:00.000Z`);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return dayOf(new Date(at.getTime() - sinceMonday * DAY_MS).toISOString());
}

export function countsOf({ openedAt, answeredAt, timedOutAt, offers }: FigureFacts): Counted[] {
  return [
    ...(openedAt ? [{ day: dayOf(openedAt), name: 'opened' }] : []),
    ...(answeredAt ? [{ day: dayOf(answeredAt), name: 'answeredInTime' }] : []),
    ...(timedOutAt ? [{ day: dayOf(timedOutAt), name: 'timeouts' }] : []),
    ...offers.flatMap(countsOfOffer),
  ];
}

/** All of an offer counts on the day it was made. */
function countsOfOffer(offer: OfferFacts): Counted[] {
  const day = dayOf(offer.createdAt);
  const seconds = answerSeconds(offer);
  return [
    { day, name: 'made' },
    ...(offer.status === 'accepted' ? [{ day, name: 'accepted' }] : []),
    ...(seconds === null ? [] : [{ day, name: `${ANSWERED_AFTER}${stepOf(seconds)}` }]),
  ];
}

/** From the offer to the answer of a person; null for an offer that nobody accepted or rejected. */
export function answerSeconds({ status, createdAt, answeredAt }: OfferFacts): number | null {
  if (!answeredAt || (status !== 'accepted' && status !== 'rejected')) return null;
  return (Date.parse(answeredAt) - Date.parse(createdAt)) / 1000;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const STEPS = [
  { below: MINUTE, step: 1 },
  { below: 10 * MINUTE, step: 5 },
  { below: HOUR, step: 30 },
  { below: 6 * HOUR, step: 3 * MINUTE },
  { below: 48 * HOUR, step: 15 * MINUTE },
] as const;
const LONGEST_STEP = 2 * HOUR;

function stepOf(seconds: number): number {
  const step = STEPS.find(({ below }) => seconds < below)?.step ?? LONGEST_STEP;
  return Math.round(seconds / step) * step;
}

/** The seconds that a name stands for; null where it stands for something else. */
export const secondsIn = (name: string): number | null =>
  name.startsWith(ANSWERED_AFTER) ? Number(name.slice(ANSWERED_AFTER.length)) : null;

const ANSWERS: ReadonlySet<string> = new Set([
  'request.approved',
  'request.rejected',
  'offer.proposed',
  'offer.auto_approved',
]);

const isTimeout = ({ type, data }: RequestEvent): boolean => type === 'request.approved' && data.cause === 'timeout';

/** When the shop first answered in these events, by itself, its rule, or somebody for it; null where nobody did. */
export const shopAnsweredAt = (events: readonly RequestEvent[]): string | null =>
  events.find((event) => ANSWERS.has(event.type) && !isTimeout(event))?.at ?? null;

/** When the platform approved because the shop stayed silent; null where these events do not tell it. */
export const timedOutAt = (events: readonly RequestEvent[]): string | null => events.find(isTimeout)?.at ?? null;
