/** How much time a request has left, for shops and agents alike, in words that change as slowly as the matter allows. */
import type { Deadline } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import { DAY, HOUR, MINUTE, timeParts } from '../theme/time-parts.ts';

const SOON = HOUR;
const NEAR = 4 * HOUR;

/** How much a deadline presses. Colour follows the tone, and the words say the same. */
type Tone = 'calm' | 'near' | 'soon' | 'over';

export interface TimeLeft {
  text: string;
  tone: Tone;
}

/** Offers and decisions end with their deadline; shipments and refunds stay owed and are overdue. */
const ENDS: readonly Deadline['kind'][] = ['respond_by', 'offer_expires'];

/** What is left until the deadline at `now` (milliseconds); `hours` says it while it does not press, else with the minutes. */
export function timeLeft(
  { at, kind }: Deadline,
  now: number,
  strings: SellerStrings,
  hours: string = strings.leftHours,
): TimeLeft {
  const left = Date.parse(at) - now;
  const ms = Math.abs(left);
  const say = (days: string, hours: string, minutes: string): string =>
    fill(ms >= DAY ? days : ms >= HOUR ? hours : minutes, timeParts(ms));
  if (left <= 0 && ENDS.includes(kind)) return { text: strings.timeOver, tone: 'over' };
  if (left <= 0) return { text: say(strings.overDays, strings.overHours, strings.overMinutes), tone: 'over' };
  const minutes = ms < 2 * MINUTE ? strings.leftSeconds : strings.leftMinutes;
  const tone = left < SOON ? 'soon' : left < NEAR ? 'near' : 'calm';
  return { text: say(strings.leftDays, tone === 'calm' ? hours : strings.leftHours, minutes), tone };
}
