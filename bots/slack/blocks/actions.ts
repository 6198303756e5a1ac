/** The buttons of a request: one for each of its `actions`, never more. */
import type { Button, ConfirmationDialog } from '@slack/types';
import { z } from 'zod';
import { type Action, Id } from '../../../src/bot.ts';
import type { KnownBlock, RequestModel, Target } from './model.ts';
import { plainText } from './safe.ts';
import { moneyAtStake, piecesOf } from './standing.ts';
import type { Words } from './words.ts';

export const ACTION_PREFIX = 'parley:';

/** What a shop may do: one button each. Cancelling and extending are not a shop's. */
export type ShopAction = Exclude<Action, 'cancel' | 'extend' | 'assign'>;
const SHOP_ACTIONS: ReadonlySet<string> = new Set<ShopAction>([
  'approve',
  'reject',
  'offer',
  'withdraw',
  'accept_offer',
  'reject_offer',
  'counter_offer',
  'ship',
  'hold_rule',
]);

/** Somebody has it: drawn beside who that is, not among the answers. */
export type Taking = 'assign' | 'let_go';

/** What is said in the chat, and what fills in the field that is to be said. */
type Saying = 'reply' | 'saved';

/** What only shows something. */
export type Showing = 'settings' | 'show' | 'earlier' | 'documents' | 'page';

export const actionId = (action: ShopAction | Taking | Saying | Showing): string => `${ACTION_PREFIX}${action}`;

const TargetShape = z.strictObject({ requestId: Id, version: z.int().min(1), offerId: Id.optional() });

/** A target as a button's `value`; at most 2,000 characters by the length of ids. */
export const encodeTarget = ({ requestId, version, offerId }: Target): string =>
  JSON.stringify({ requestId, version, ...(offerId ? { offerId } : {}) });

/** The target in a button's `value`; null for anything that `encodeTarget` does not write. */
export function decodeTarget(text: unknown): Target | null {
  if (typeof text !== 'string' || text.length > 2000) return null;
  return TargetShape.safeParse(parsed(text)).data ?? null;
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a button of this message is about. The offer is named where it waits for an answer. */
function targetOf({ request }: RequestModel): Target {
  const { id, version, offer } = request;
  return { requestId: id, version, ...(offer?.status === 'pending' ? { offerId: offer.id } : {}) };
}

const STYLE: Partial<Record<ShopAction, 'primary' | 'danger'>> = {
  approve: 'primary',
  accept_offer: 'primary',
  ship: 'primary',
  reject: 'danger',
};

export const shopActions = ({ request }: RequestModel): ShopAction[] =>
  (request.actions ?? []).filter((action): action is ShopAction => SHOP_ACTIONS.has(action));

/** The buttons of the request in one block, and what is given besides; no block where there are none. */
export function actionButtons(model: RequestModel, words: Words, nonce: string, others: Button[] = []): KnownBlock[] {
  const money = words.money(moneyAtStake(model.request));
  const value = encodeTarget(targetOf(model));
  const elements = shopActions(model).map((action): Button => {
    const style = STYLE[action];
    const confirm = confirmOf(action, model, words);
    return {
      type: 'button',
      action_id: actionId(action),
      text: plainText(words.say(`action.${action}`, { money }), 75),
      value,
      ...(style ? { style } : {}),
      ...(confirm ? { confirm } : {}),
    };
  });
  const all = [...elements, ...linkButtons(model, words), ...others];
  return all.length > 0 ? [{ type: 'actions', block_id: `${nonce}:actions`, elements: all }] : [];
}

/**
 * The documents are behind the button; the page is shown to who presses, since its link is for one person. It opens where the
 * parcel is arranged while that is to be done.
 */
function linkButtons(model: RequestModel, words: Words): Button[] {
  if (!model.documents) return [];
  const page = shopActions(model).includes('ship') ? 'arrange' : 'page';
  const button = (action: Showing, label: Showing | 'arrange' = action): Button => ({
    type: 'button',
    action_id: actionId(action),
    text: plainText(words.say(`action.${label}`), 75),
  });
  return [
    { ...button('documents'), url: model.documents },
    { ...button('page', page), value: encodeTarget(targetOf(model)) },
  ];
}

/**
 * A button about the request for whoever presses it: takes it in hand or lets it go, opens the dialog that replies to its
 * buyer, shows it whole, or shows the buyer's earlier ones.
 */
export const requestButton = (
  action: Taking | 'reply' | 'show' | 'earlier',
  model: RequestModel,
  words: Words,
): Button => ({
  type: 'button',
  action_id: actionId(action),
  text: plainText(words.say(`action.${action}`), 75),
  value: encodeTarget(targetOf(model)),
});

const COUNTED_IN_DAYS: ReadonlySet<string> = new Set(['working_day', 'calendar_day']);

/** What is done at once is asked for once more, with what it obliges to. Everything else opens a dialog. */
function confirmOf(action: ShopAction, model: RequestModel, words: Words): ConfirmationDialog | undefined {
  if (action !== 'approve' && action !== 'accept_offer' && action !== 'withdraw') return undefined;
  const params = { money: words.money(moneyAtStake(model.request)) };
  return {
    title: plainText(words.say(`confirm.${action}.title`, params), 100),
    text: plainText(confirmText(action, model, words), 300),
    confirm: plainText(words.say(`confirm.${action}.yes`), 30),
    deny: plainText(words.say('confirm.no'), 30),
  };
}

function confirmText(
  action: 'approve' | 'accept_offer' | 'withdraw',
  { request, terms }: RequestModel,
  words: Words,
): string {
  const money = words.money(moneyAtStake(request));
  if (action === 'accept_offer') return words.say('confirm.accept_offer.text', { money });
  if (action === 'withdraw') return words.say('confirm.withdraw.text', { left: request.offersLeft ?? 0 });
  const { approval } = terms;
  return words.say('confirm.approve.text', {
    count: piecesOf(request),
    option: request.shippingOption,
    within: approval ? words.say(`duration.${approval.within.unit}`, { count: approval.within.value }) : '',
    // The message stays while time passes: what is said of a day holds whenever on that day it is pressed.
    dated: approval && COUNTED_IN_DAYS.has(approval.within.unit) ? 'yes' : 'no',
    today: approval ? words.day(approval.from) : '',
    by: approval ? words.lastDay(approval.by) : '',
  });
}
