/**
 * A scene: one page in one state. It is set up once for every look at it (language, light or dark, width), with a
 * request of its own, and without naming anything by words that change with the language.
 */
import type { Page } from 'playwright-core';
import type { RequestState } from '../../src/domain/request.ts';
import { baht } from '../../test/support/builders.ts';
import type { Look, Three } from '../../test/support/three.ts';

export interface Scene {
  name: string;
  /** Answers the page in the state to be seen; its context is closed afterwards. */
  show(three: Three, look: Look): Promise<Page>;
}

const TITLE = 'Stoneware bowl, sea green';
let shown = 0;

/** A request with what a picture should show: a real title, the buyer's words, evidence, an address. */
export function aRequest(
  three: Three,
  look: Look,
  changes: Parameters<Three['request']>[0] = {},
): Promise<RequestState> {
  shown += 1;
  return three.request({
    buyerLocale: look.language ?? 'en',
    buyerId: `buyer-${shown}`,
    text: 'Only one of the two bowls arrived. The box was closed, so I think it was never packed.',
    items: [{ sku: 'BOWL-2', title: TITLE, quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) }],
    evidence: ['https://shop.example/box.jpg'],
    ...changes,
  });
}

export const NOTE = 'We are so sorry! The bowl is sold out: keep the one you have and take half the price back?';
