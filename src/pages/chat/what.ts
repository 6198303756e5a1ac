/** What a request asks for, in one line. */
import type { JoinAnswer } from '../../contract/live.ts';
import { fill, type PageStrings } from '../../i18n/pages/index.ts';

/** `Order 5770021 · 1 × Rice bowl`: what is known of it. */
export function whatOf({ orderId: order, items = [] }: Pick<JoinAnswer, 'orderId' | 'items'>, strings: PageStrings) {
  const what = items.map(({ title, missingQuantity: count }) => fill(strings.missingItem, { count, title }));
  if (order) what.unshift(fill(strings.order, { order }));
  // How many stays beside of what.
  return what.join(' · ').replaceAll(' × ', '\u00a0×\u00a0');
}
