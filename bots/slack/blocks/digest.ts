/** The daily digest: what is open for a shop, soonest deadline first, what its rules did and will do. It has no buttons: they are on each request's message. */
import { type Instant, oneLine, type Seller } from '../../../src/bot.ts';
import { nameless } from './buyer.ts';
import type { Message, RequestModel, RuleDeeds } from './model.ts';
import { requestList } from './request-list.ts';
import { lines, plain, richText } from './rich.ts';
import { ruleLines } from './rule-deeds.ts';
import { cut, mrkdwn, plainText } from './safe.ts';
import { leadLine } from './standing.ts';
import type { Words } from './words.ts';

export interface DigestModel {
  seller: Seller;
  /** What is open, soonest deadline first. */
  items: RequestModel[];
  /** What the shop's rules did since yesterday. */
  deeds: RuleDeeds;
  /** How many are open in all. */
  total: number;
  at: Instant;
}

const LONGEST_NAME = 60;

export function digestMessage(
  { seller, items: models, deeds, total, at }: DigestModel,
  words: Words,
  nonce: string,
): Message {
  const items = models.map((model) => nameless(model).request);
  const rules = ruleLines({ deeds, waiting: models, waitingTotal: total }, words);
  const shop = cut(oneLine(seller.name), LONGEST_NAME);
  const lead = words.say('digest.lead', { count: Math.max(total, items.length), shop });
  const first = items.slice(0, 1).map((request) => leadLine(request, words));
  return {
    text: mrkdwn([lead, ...first, ...rules].join('\n'), 2_000),
    blocks: [
      { type: 'header', block_id: `${nonce}:lead`, text: plainText(lead, 150) },
      ...requestList({ items, total }, words, `${nonce}:list`),
      ...(rules.length > 0 ? [richText(`${nonce}:rules`, lines(rules.map((text) => [plain(text, 300)])))] : []),
      {
        type: 'context',
        block_id: `${nonce}:at`,
        elements: [plainText(words.say('home.updated', { time: words.time(at) }), 150)],
      },
    ],
  };
}
