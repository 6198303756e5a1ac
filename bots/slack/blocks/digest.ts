/** The daily digest: what is open for a shop, soonest deadline first. It has no buttons: they are on each request's message. */
import { type Instant, oneLine, type RequestView, type Seller } from '../../../src/bot.ts';
import type { Message } from './model.ts';
import { requestList } from './request-list.ts';
import { cut, mrkdwn, plainText } from './safe.ts';
import { leadLine } from './standing.ts';
import type { Words } from './words.ts';

export interface DigestModel {
  seller: Seller;
  /** What is open, soonest deadline first. */
  items: RequestView[];
  /** How many are open in all. */
  total: number;
  at: Instant;
}

const LONGEST_NAME = 60;

export function digestMessage({ seller, items, total, at }: DigestModel, words: Words, nonce: string): Message {
  const shop = cut(oneLine(seller.name), LONGEST_NAME);
  const lead = words.say('digest.lead', { count: Math.max(total, items.length), shop });
  const first = items.slice(0, 1).map((request) => leadLine(request, words));
  return {
    text: mrkdwn([lead, ...first].join('\n'), 1_000),
    blocks: [
      { type: 'header', block_id: `${nonce}:lead`, text: plainText(lead, 150) },
      ...requestList({ items, total }, words, `${nonce}:list`),
      {
        type: 'context',
        block_id: `${nonce}:at`,
        elements: [plainText(words.say('home.updated', { time: words.time(at) }), 150)],
      },
    ],
  };
}
