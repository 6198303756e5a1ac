/**
 * Somebody else is told: what is to be done by when, what silence will do and what that costs, with the buttons to do it
 * here. It opens like the parent, since it stands alone in the channel.
 */
import { actionButtons } from './actions.ts';
import { assigneeBlock } from './assignee.ts';
import { nameless } from './buyer.ts';
import { happening } from './happenings.ts';
import { itself } from './itself.ts';
import type { Message, RequestModel } from './model.ts';
import { bold, line, mentioned, plain, richText } from './rich.ts';
import { mrkdwn } from './safe.ts';
import { leadLine, nowSentence, piecesOf } from './standing.ts';
import type { Words } from './words.ts';

/** `mentions`: ids of people and user groups; whoever has it in hand is called beside them. */
export function escalationMessage(
  named: RequestModel,
  words: Words,
  nonce: string,
  { mentions }: { mentions: readonly string[] },
): Message {
  const model = nameless(named);
  const lead = leadLine(model.request, words);
  const text = silence(model, words);
  const called = [...new Set([...mentions, ...(model.called ?? [])])];
  return {
    text: mrkdwn(`${lead}\n${text}`, 1_000),
    blocks: [
      richText(`${nonce}:lead`, line(bold(lead), ...mentioned(...called))),
      richText(`${nonce}:silence`, line(plain(text, 800))),
      ...assigneeBlock(model, words, `${nonce}:assignee`),
      ...actionButtons(model, words, nonce),
    ],
  };
}

/** What happens if nobody does anything, and what that costs. */
function silence(model: RequestModel, words: Words): string {
  const { request } = model;
  const { deadline, status, claimValue } = request;
  if (!deadline || deadline.overdue) return nowSentence(model, words);
  const costs = { time: words.until(deadline.at), count: piecesOf(request), money: words.money(claimValue) };
  if (status === 'awaiting_shipment') return words.say('escalation.ship', costs);
  const acts = model.terms.rule !== null;
  return [words.say('escalation.decide', { ...costs, acts: acts ? 'yes' : 'no' }), ...itself(model, words)].join(' ');
}

/** The duty ended, or has another deadline: how, and no buttons. */
export function escalationOver(named: RequestModel, words: Words, nonce: string): Message {
  const model = nameless(named);
  const { history } = model;
  const last = history
    .filter(({ type }) => type !== 'reminder.due' && type !== 'request.assigned')
    .flatMap((event) => happening(event, model, words) ?? [])
    .at(-1);
  const text = words.say('escalation.over', { text: last?.text ?? nowSentence(model, words) });
  return {
    text: mrkdwn(text, 1_000),
    blocks: [richText(`${nonce}:over`, line(plain(text, 800)))],
  };
}
