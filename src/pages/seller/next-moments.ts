/** When what is set for the alerts acts next: the quiet hours and the digest, which are times of `there`, the shop's zone. */
import type { SlackAlerts } from '../../contract/seller.ts';
import { nextAt } from '../../domain/times-of-day.ts';
import { formatInstant } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Desk } from './desk.ts';

const said = (at: number, locale: string, zone: string): string =>
  formatInstant(new Date(at).toISOString(), locale, zone);

/** `Next from Mon, Nov 30, 10:00 PM until Tue, Dec 1, 07:00 AM.`, or until when it is quiet already. */
export function quietWords(
  quiet: SlackAlerts['quiet'] | null,
  { shop, locale, zone, strings }: Desk,
  there: string,
): string {
  if (!quiet || quiet.from === quiet.to) return '';
  const now = shop.now();
  const [begins, ends] = [nextAt(quiet.from, now, there), nextAt(quiet.to, now, there)];
  const to = (after: number): string => said(nextAt(quiet.to, after, there), locale, zone);
  if (ends < begins) return fill(strings.quietNow, { to: to(now) });
  return fill(strings.quietNext, { from: said(begins, locale, zone), to: to(begins) });
}

/** `The next one comes Tue, Dec 1, 09:00 AM.` */
export function digestWords(
  digestAt: SlackAlerts['digestAt'] | null,
  { shop, locale, zone, strings }: Desk,
  there: string,
): string {
  if (!digestAt) return '';
  return fill(strings.digestNext, { time: said(nextAt(digestAt, shop.now(), there), locale, zone) });
}
