import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buyerWaitsMessage, buyerWaitsNoMore } from '../../../bots/slack/blocks/buyer-waits.ts';
import * as replies from '../../../bots/slack/blocks/command-replies.ts';
import { digestMessage } from '../../../bots/slack/blocks/digest.ts';
import { escalationMessage } from '../../../bots/slack/blocks/escalation.ts';
import { replyMessage, whatHappened } from '../../../bots/slack/blocks/happenings.ts';
import { homeView } from '../../../bots/slack/blocks/home.ts';
import { counterModal } from '../../../bots/slack/blocks/modals/counter.ts';
import { declineModal } from '../../../bots/slack/blocks/modals/decline.ts';
import { noticeModal, outdatedModal, workingModal } from '../../../bots/slack/blocks/modals/notice.ts';
import { offerModal } from '../../../bots/slack/blocks/modals/offer.ts';
import { rejectModal } from '../../../bots/slack/blocks/modals/reject.ts';
import { replyModal } from '../../../bots/slack/blocks/modals/reply.ts';
import { settingsModal } from '../../../bots/slack/blocks/modals/settings.ts';
import { shipModal } from '../../../bots/slack/blocks/modals/ship.ts';
import type { HomeView, Message, ModalView, RequestModel } from '../../../bots/slack/blocks/model.ts';
import { requestMessage } from '../../../bots/slack/blocks/request.ts';
import { type Words, wordsFor } from '../../../bots/slack/blocks/words.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { slackSay } from '../../../src/i18n/slack/index.ts';
import { problemsOfMessage, problemsOfView } from '../../../stand-ins/slack/limits.ts';
import type { Opening } from '../../support/story.ts';
import { everyState, hostileOpenings, modelOf, nasty, parts, partsOf, sellerOf, shopOf, words } from './support.ts';

const REF = {
  requestId: 'r'.repeat(128),
  version: 999_999,
  offerId: 'o'.repeat(128),
  channel: 'C'.repeat(32),
  ts: '1700000000.000100',
  responseUrl: `https://hooks.slack.com/actions/${'x'.repeat(460)}`,
  home: true,
} as const;
const LABELS = LANGUAGES.flatMap((language) =>
  Array.from({ length: 20 }, (_, n) => slackSay(language)('request.photo', { number: n + 1 })),
);
const NOW = Date.parse('2026-11-23T03:00:00.000Z');

const deedOf = (request: RequestModel['request'], said: string) => ({
  request,
  name: said.slice(0, 100),
  at: request.openedAt,
  amount: request.claimValue,
  outcome: 'thought',
});

const waitingWords = ({ request }: RequestModel) => ({ seq: 3, text: request.text ?? '', photos: 2 });

const messagesOf = (model: RequestModel, words: Words): Message[] => {
  const reply = replyMessage(model.history, model, words, 'n2', { mention: 'U0123ABCD' });
  const waits = buyerWaitsMessage(model, waitingWords(model), words, 'n3');
  return [requestMessage(model, words, 'n1'), waits, ...(reply ? [{ text: reply.text, blocks: reply.blocks }] : [])];
};
const modalsOf = (model: RequestModel, words: Words): ModalView[] => [
  rejectModal(model, words, REF),
  offerModal(model, words, REF),
  counterModal(model, words, REF),
  shipModal(model, words, REF),
  declineModal(model, words, REF),
  replyModal(model, waitingWords(model), words, REF),
  outdatedModal(model, words),
  noticeModal(whatHappened(model, words), whatHappened(model, words), words),
  workingModal(words),
];

/** Every view in every state of a request whose people all write `said`, in a seller’s language. */
function eachView(
  opening: Opening,
  said: string,
  words: Words,
  check: (message: Message | null, view: ModalView | HomeView | null) => void,
) {
  const models = Object.values(everyState(opening, said)).map((story) => modelOf(story));
  for (const model of models) {
    for (const message of messagesOf(model, words)) check(message, null);
    for (const modal of modalsOf(model, words)) check(null, modal);
  }
  const seller = sellerOf({ name: said.slice(0, 200) });
  const items = Array.from({ length: 40 }, () => models).flat();
  const deeds = { items: models.map(({ request }) => deedOf(request, said)), atLeast: true };
  check(digestMessage({ seller, items, deeds, total: 10_000, at: new Date(NOW).toISOString() }, words, 'n'), null);
  check(replies.mineReply(models, words), null);
  for (const { request } of models.slice(0, 1)) check(replies.earlierReply(request, models, words), null);
  check(buyerWaitsNoMore({ role: 'agent', userId: said.slice(0, 100), name: said.slice(0, 100) }, words, 'n'), null);
  for (const model of models) check(escalationMessage(model, words, 'n', { mentions: [] }), null);
  check(replies.listReply([...models, ...models], 10_000, words), null);
  check(replies.requestNotFoundReply(said, words), null);
  check(replies.linkedReply(said, words), null);
  check(replies.textReply(words.say('outdated.text', { text: said })), null);
  check(replies.textReply(said), null);
  const shops = Array.from({ length: 30 }, (_, n) => ({ id: `${n}`.repeat(60), name: said.slice(0, 200) }));
  check(replies.severalShopsReply('channel', shops, words), null);
  check(replies.unknownShopReply(said, shops, words), null);
  const busy = shopOf([...models, ...models], { seller, deeds, waitingTotal: 9_999, status: 'token_revoked' });
  check(
    null,
    homeView(
      Array.from({ length: 12 }, () => busy),
      words,
      'n',
      NOW,
    ),
  );
  check(null, settingsModal(seller, words, { sellerId: 's'.repeat(128), responseUrl: REF.responseUrl }));
}

type Seen = [message: Message | null, view: ModalView | HomeView | null];
const RUNS = 8;
let drawn: Seen[] | undefined;

/** All views of some people’s words, drawn once for all that is checked of them. */
function everything(): Seen[] {
  if (drawn) return drawn;
  const views: Seen[] = [];
  const people = fc.tuple(hostileOpenings, nasty(1_000), fc.constantFrom(...LANGUAGES));
  for (const [opening, said, language] of fc.sample(people, RUNS)) {
    eachView(opening, said, wordsFor(language, 'Asia/Bangkok'), (...seen) => views.push(seen));
  }
  drawn = views;
  return views;
}

const always = (check: (...seen: Seen) => void): void => {
  for (const seen of everything()) check(...seen);
};

/** What a message's `text` must not contain, as Slack reads it: the whole of it is mrkdwn. */
const LIVE = /[<>*_~`]|&(?!(?:amp|lt|gt);)|:\/\/|[@#][^\s\u2060]|:[^\s:]+:|^\s*&gt;/mu;

describe('whatever people wrote, in every state', () => {
  it('Slack takes every message and every view', () => {
    always((message, view) => {
      if (message) expect(problemsOfMessage(message)).toEqual([]);
      if (view) expect(problemsOfView(view)).toEqual([]);
    });
  });

  it('a message’s blocks stay below the 13,000 characters that Slack takes in all', () => {
    always((message) => {
      if (message) expect(JSON.stringify(message.blocks).length).toBeLessThanOrEqual(12_500);
    });
  });

  it('nothing of it formats, links or mentions in a message’s text', () => {
    always((message) => {
      if (message) expect(message.text).not.toMatch(LIVE);
    });
  });

  it('no block is parsed: there is no mrkdwn, no Markdown, no picture, and no emoji code is drawn', () => {
    always((message, view) => {
      for (const part of parts(message ?? view)) {
        expect(['mrkdwn', 'markdown', 'image', 'emoji']).not.toContain(part.type);
        if (part.type === 'plain_text') expect(part.emoji).toBe(false);
      }
    });
  });

  it('nobody is mentioned but the one person the shop chose, and links lead to the evidence only', () => {
    always((message) => {
      if (!message) return;
      for (const type of ['broadcast', 'usergroup', 'channel', 'team']) expect(partsOf(message, type)).toEqual([]);
      for (const { user_id } of partsOf(message, 'user')) expect(user_id).toBe('U0123ABCD');
      for (const { url, text } of partsOf(message, 'link')) {
        expect(url).toMatch(/^https:\/\/cdn\.example\//u);
        expect(LABELS).toContain(text);
      }
    });
  });

  it('nothing turns the direction of writing or holds what cannot be seen', () => {
    always((message, view) => {
      for (const part of parts(message ?? view)) {
        if (typeof part.text === 'string')
          expect(part.text).not.toMatch(/[\u202A-\u202E\u2066-\u2069]|[\p{Cc}--[\n\t]]/v);
      }
    });
  });
});

describe('a mention', () => {
  it.each(['<!channel>', 'channel', 'S123', 'u123', ''])('%s is nobody', (mention) => {
    const model = modelOf(everyStateOf('last reminder'));
    const reply = replyMessage(model.history, model, words, 'n', { mention });
    expect(partsOf(reply, 'user')).toEqual([]);
  });
});

const everyStateOf = (name: string) => {
  const story = everyState()[name];
  if (!story) throw new Error(`no story ${name}`);
  return story;
};

describe('every language', () => {
  it.each(LANGUAGES)('has room in Slack’s messages and dialogs: %s', (language) => {
    eachView({}, 'As agreed', wordsFor(language, 'Asia/Bangkok'), (message, view) => {
      if (message) expect(problemsOfMessage(message)).toEqual([]);
      if (view) expect(problemsOfView(view)).toEqual([]);
      for (const { text } of partsOf(message, 'header') as { text: { text: string } }[])
        expect(text.text).not.toMatch(/…$/u);
      for (const part of partsOf(message ?? view, 'button')) {
        const { confirm } = part as { confirm?: { text: { text: string } } };
        if (confirm) expect(confirm.text.text).not.toMatch(/…$/u);
      }
    });
  });
});
