/** Opens a demo request the way a marketplace would, with what the buyer wrote. */
import { randomUUID } from 'node:crypto';
import type { Commands } from '../application/commands.ts';
import type { Store } from '../application/ports/store.ts';
import type { MessageAuthor } from '../application/transcript.ts';
import type { RequestInput } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import { DEMO_PREFIX } from './cast.ts';
import type { DemoClock } from './clock.ts';
import type { Opening } from './story.ts';

export interface DemoTools {
  commands: Commands;
  store: Store;
  clock: DemoClock;
}

/** An order number as marketplaces write them, always the same for the same name. */
function orderNumber(name: string): string {
  let hash = 7;
  for (const char of name) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) % 1_000_000_007;
  return `5770${String(hash).padStart(10, '0')}`;
}

export const externalIdOf = (name: string): string => `${DEMO_PREFIX}${name}`;

function inputOf(opening: Opening, name: string, market: string): RequestInput {
  const { buyer, currency, items } = opening;
  const money = (amount: number) => ({ amount, currency });
  const goods = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  return {
    orderId: orderNumber(name),
    sellerId: opening.seller,
    buyerId: buyer.id,
    conversationId: externalIdOf(name),
    market,
    buyerZone: buyer.zone,
    buyerLocale: buyer.locale,
    buyerName: buyer.name,
    reason: opening.reason,
    text: opening.text,
    items: items.map(({ title, sku, price, quantity, missing }) => ({
      sku,
      title,
      quantity,
      missingQuantity: missing,
      unitPrice: money(price),
    })),
    paid: money(goods),
    shippingOption: opening.shippingOption,
    shipTo: buyer.shipTo,
    externalId: externalIdOf(name),
  };
}

/** Writes a person's words into a chat. Only for chats nobody has open: what is connected is not told. */
export async function say(
  { store, clock }: DemoTools,
  conversationId: string,
  author: MessageAuthor,
  text: string,
): Promise<void> {
  const at = new Date(clock.now()).toISOString();
  await store.chat.write([
    { id: `msg_${randomUUID()}`, conversationId, at, author, body: { kind: 'text', text }, revision: 1 },
  ]);
}

/** Opens the request under a name that is unique in this database. Throws where it is refused. */
export async function openDemoRequest(tools: DemoTools, opening: Opening, name: string): Promise<RequestState> {
  const { commands, store, clock } = tools;
  const seller = await store.directory.seller(opening.seller);
  if (!seller) throw new Error(`the demo's seller ${opening.seller} was not declared`);
  const input = inputOf(opening, name, seller.market);
  const outcome = await commands.open(input, {
    actor: { kind: 'integrator', id: 'integrator' },
    arrivedAt: new Date(clock.now()).toISOString(),
  });
  if (!outcome.ok) throw new Error(`the demo's request ${name} was refused: ${outcome.refusal.detail}`);
  return outcome.state;
}
