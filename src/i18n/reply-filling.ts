/** Which saved replies fit a request, and what they say about it. */
import { ERASED } from '../contract/erased-mark.ts';
import type { Reply } from '../contract/replies.ts';
import type { RequestView } from '../contract/request.ts';
import { formatDeadline, formatMoney } from './format.ts';

const languageOf = (locale: string): string => locale.toLowerCase().split('-')[0] ?? '';

/** What is looked for in what: letters alone, whatever their case and accents. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

/**
 * Those for the request's reason, or for all, that have what was typed in title or text: in the buyer's language first, in
 * another one last.
 */
export function fittingReplies(
  replies: readonly Reply[],
  { reason, buyerLocale }: RequestView,
  typed: string,
): Reply[] {
  const rank = ({ locale }: Reply): number => {
    if (locale === undefined || buyerLocale === undefined) return 1;
    return languageOf(locale) === languageOf(buyerLocale) ? 0 : 2;
  };
  return replies
    .filter((reply) => reply.reason === undefined || reply.reason === reason)
    .filter(({ title, text }) => folded(`${title} ${text}`).includes(folded(typed.trim())))
    .sort((a, b) => rank(a) - rank(b));
}

/**
 * The reply with what it says of the request filled in, as its buyer reads: `{amount}` is that of the offer that waits, otherwise
 * what is asked for. What is not known is left out; what is no placeholder stays.
 */
export function filledReply({ text, locale }: Reply, request: RequestView): string {
  const { buyerName, orderId, items, offer, claimValue, deadline, buyerLocale, buyerZone } = request;
  const tongue = locale ?? buyerLocale ?? 'en';
  const values: Readonly<Record<string, string>> = {
    buyer: buyerName && buyerName !== ERASED ? buyerName : '',
    order: orderId,
    item: items.map(({ title }) => title).join(', '),
    amount: formatMoney(offer?.status === 'pending' ? offer.amount : claimValue, tongue),
    deadline: deadline ? formatDeadline(deadline.at, tongue, buyerZone) : '',
  };
  return text
    .replace(/ ?\{(\w+)\}/gu, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return whole;
      return value === '' ? '' : whole.replace(`{${name}}`, () => value);
    })
    .trim();
}
