/** What every part of the page needs: its shop, and how its reader reads. */

import type { Action, RequestView } from '../../contract/request.ts';
import { formatDeadline, formatInstant } from '../../i18n/format.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Answering, Wording } from '../answers/answering.ts';
import { readChatPhotos } from '../answers/chat-photo-picks.ts';
import { readOdds } from '../answers/odds.ts';
import type { Shop } from './shop.ts';
import { statusWords } from './standing.ts';

export { money, policyOf, span } from '../answers/answering.ts';

export interface Desk extends Wording {
  shop: Shop;
  /** IANA zone of the exact moments. */
  zone: string;
}

export const moment = (at: string, { locale, zone }: Desk): string => formatInstant(at, locale, zone);
/** Of a deadline. */
export const until = (at: string, { locale, zone }: Desk): string => formatDeadline(at, locale, zone);

/** What the request is about, in one line. */
export const titleOf = ({ items }: RequestView): string => items.map(({ title }) => title).join(', ');

/** What shops have no words for is the agents' to do, or has no button. */
const AGENTS_ONLY = ['cancel', 'extend', 'assign', 'hold_rule'] as const satisfies Action[];
type Ours = Exclude<Action, (typeof AGENTS_ONLY)[number]>;
const isOurs = (action: Action): action is Ours => !(AGENTS_ONLY as readonly Action[]).includes(action);

/** The shop answers in its own name. */
export const answeringOf = ({ shop, strings, locale, zone }: Desk): Answering => ({
  strings,
  locale,
  zone,
  now: shop.now,
  token: () => shop.signIn.token,
  act: (id, path, body) => shop.act(id, path, body),
  odds: (id) => readOdds(shop.api, id),
  photos: (conversationId) => readChatPhotos(shop.api, conversationId),
  latest: (id) => shop.requests.get(id),
  label: (action, amount) => (isOurs(action) ? fill(strings[`action.${action}`], { amount }) : ''),
  status: (request) => statusWords(request, strings),
  otherwise: () => strings.refusedOther,
});
