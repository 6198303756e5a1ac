/** What a story of the demo consists of. */
import type { RequestCommand } from '../domain/command.ts';
import type { DemoBuyer } from './cast.ts';

export interface StoryItem {
  title: string;
  sku: string;
  /** Unit price in minor units of the market's currency. */
  price: number;
  quantity: number;
  missing: number;
}
/** What a buyer opens a request with. */
export interface Opening {
  name: string;
  seller: string;
  buyer: DemoBuyer;
  currency: string;
  reason: 'missing_items' | 'damaged' | 'defective' | 'wrong_item' | 'not_received';
  items: StoryItem[];
  shippingOption: 'platform' | 'seller';
  /** The buyer's words, in their language: the first message of the chat and the text of the request. */
  text: string;
}
/** The request's last offer is known only when the step is taken; `at` turns hours before the seeding into an instant. */
export type Ask = (known: { offerId: string; at: (hours: number) => string }) => RequestCommand;
export type Step = { hours: number } & (
  | { by: 'buyer' | 'seller'; says: string }
  | { by: 'buyer' | 'seller' | 'agent' | 'integrator' | 'platform'; does: Ask }
);
export interface Story extends Opening {
  /** Hours before the seeding at which the request opened. */
  hours: number;
  steps: Step[];
}
