/** Who a request's buyer is, as sentences and titles in Slack say it. */
import { ERASED, oneLine, type RequestView } from '../../../src/bot.ts';
import type { RequestModel } from './model.ts';
import { cut } from './safe.ts';
import type { Words } from './words.ts';

const LONGEST_NAME = 30;

/** Their name; empty where none is known any more. */
export const buyerName = ({ buyerName = '' }: Pick<RequestView, 'buyerName'>, words: Words): string =>
  [ERASED, words.shared('erased')].includes(buyerName) ? '' : cut(oneLine(buyerName), LONGEST_NAME);

/** By name, or as the buyer: as a sentence begins. */
export function buyerOf(request: Pick<RequestView, 'buyerName'>, words: Words): string {
  const name = buyerName(request, words);
  return name ? words.say('who.named', { name }) : words.say('who.buyer');
}

/** The same without the name: for messages that nobody comes back to when a buyer is erased. */
export function nameless<M extends Pick<RequestModel, 'request'>>(model: M): M {
  const { buyerName: _, ...request } = model.request;
  return { ...model, request };
}
