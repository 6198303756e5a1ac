/** How often the buyer asked this shop before: a fact for whoever decides, and the button that shows those requests. */
import { earlierClaims, earlierClaimsSaid } from '../../../src/bot.ts';
import { requestButton, shopActions } from './actions.ts';
import type { KnownBlock, RequestModel } from './model.ts';
import { section } from './safe.ts';
import type { Words } from './words.ts';

/** Nothing where there were none, or where nothing is to be decided. */
export function earlierClaimsBlock(model: RequestModel, words: Words, blockId: string): KnownBlock[] {
  const { buyerRequests } = model.request;
  const decides = shopActions(model).some((action) => action === 'reject' || action === 'reject_offer');
  if (!buyerRequests || !decides || !earlierClaims(model.request)) return [];
  const said = section(earlierClaimsSaid(buyerRequests, words.locale), blockId);
  return [{ ...said, accessory: requestButton('earlier', model, words) }];
}
