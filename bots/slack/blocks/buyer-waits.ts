/** A buyer waits for a reply: their latest words, for whoever has the request in hand, and the button that replies. */
import { type BuyerWords, oneLine } from '../../../src/bot.ts';
import { userOf } from '../people.ts';
import { requestButton } from './actions.ts';
import { uncalledHolder } from './assignee.ts';
import { buyerOf } from './buyer.ts';
import type { Message, RequestModel } from './model.ts';
import { bold, line, mentioned, plain, quote, richText } from './rich.ts';
import { cut, mrkdwn } from './safe.ts';
import type { Words } from './words.ts';

const LONGEST = { words: 1_500, name: 60 };

/** What they wrote; where that is photos alone, how many. */
export const buyerSaid = ({ text, photos }: BuyerWords, words: Words): string =>
  text || words.say('waits.photos', { count: photos });

export function buyerWaitsMessage(model: RequestModel, said: BuyerWords, words: Words, nonce: string): Message {
  const lead = words.say('waits.lead', { buyer: buyerOf(model.request, words) });
  const text = buyerSaid(said, words);
  const inHand = uncalledHolder(model, words);
  const head = line(bold(lead), ...mentioned(...(model.called ?? [])), ...inHand.map((said) => plain(`\n${said}`)));
  return {
    text: mrkdwn([lead, ...inHand, text].join('\n'), 1_000),
    blocks: [
      richText(`${nonce}:waits`, head, quote(text, LONGEST.words)),
      {
        type: 'actions',
        block_id: `${nonce}:reply`,
        elements: [{ ...requestButton('reply', model, words), style: 'primary' }],
      },
    ],
  };
}

/** Whoever wrote in the shop's name or the platform's, as far as the shop may know. */
interface RepliedBy {
  role: string;
  userId?: string;
  name?: string;
}

/** Nothing waits here any more, since somebody replied (`by`) or it ended: no words of the buyer, and no button. */
export function buyerWaitsNoMore(by: RepliedBy | null, words: Words, nonce: string): Message {
  const text = by ? repliedSentence(by, words) : words.say('waits.over');
  return {
    text: mrkdwn(text, 500),
    blocks: [richText(`${nonce}:waited`, line(plain(text, 300), ...mentioned(userOf(by?.userId))))],
  };
}

export function repliedSentence({ role, name }: RepliedBy, words: Words): string {
  const sentence = words.say('waits.replied', { who: words.say(role === 'agent' ? 'who.agent' : 'who.seller') });
  return name ? `${sentence} (${cut(oneLine(name), LONGEST.name)})` : sentence;
}
