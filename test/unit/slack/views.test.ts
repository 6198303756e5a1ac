import { describe, expect, it } from 'vitest';
import * as replies from '../../../bots/slack/blocks/command-replies.ts';
import { digestMessage } from '../../../bots/slack/blocks/digest.ts';
import { homeView } from '../../../bots/slack/blocks/home.ts';
import type { RequestModel, RuleDeeds } from '../../../bots/slack/blocks/model.ts';
import { movedMessage } from '../../../bots/slack/blocks/moved.ts';
import { refusalField, refusalSentence } from '../../../bots/slack/blocks/refusals.ts';
import { statusSentence } from '../../../bots/slack/blocks/status.ts';
import { wordsFor } from '../../../bots/slack/blocks/words.ts';
import { type RefusalCode, refuse } from '../../../src/domain/refusals.ts';
import { LANGUAGES } from '../../../src/i18n/languages.ts';
import { problemsOfMessage, problemsOfView } from '../../../stand-ins/slack/limits.ts';
import { request } from '../../support/story.ts';
import { blockIds, everyState, modelOf, partsOf, sellerOf, shopOf, shown, stats, words } from './support.ts';

const NOW = Date.parse('2026-11-23T03:00:00.000Z');
const model = modelOf(request());
const NO_DEEDS = { items: [], atLeast: false };
const DEEDS: RuleDeeds = {
  items: [{ request: model.request, name: 'Bowls', at: '2026-11-23T01:00:00.000Z', amount: null, outcome: null }],
  atLeast: false,
};
const actionIds = (view: unknown) => partsOf(view, 'button').map(({ action_id }) => action_id);

describe('App Home', () => {
  it('tells someone without a shop how to get one', () => {
    const home = homeView([], words, 'n', NOW);
    expect(shown(home)).toContain('type /parley link');
    expect(problemsOfView(home)).toEqual([]);
  });

  it('shows the figures of 30 days, the settings, and what waits with its buttons', () => {
    const alerts = { slack: { channel: 'C1', quiet: { from: '22:00', to: '07:00' }, locale: 'th' } };
    const home = homeView([shopOf([model], { seller: sellerOf({ alerts }) })], words, 'n', NOW);
    expect(shown(home)).toContain('1 request waits for you.');
    expect(shown(home)).toContain('Overdue: 1. Due within an hour: 2. Due within four hours: 3.');
    expect(shown(home)).toContain('8 offers made, 6 accepted (75%). Approved because nobody answered: 4.');
    expect(shown(home)).toContain('Quiet hours: 22:00 to 07:00. Daily digest: none. Language: ไทย.');
    expect(shown(home)).toContain('Decide by Tue 24 Nov, 09:30 · ฿250.00');
    expect(actionIds(home)).toEqual(['parley:approve', 'parley:reject', 'parley:offer', 'parley:settings']);
    expect(partsOf(home, 'button').at(-1)?.value).toBe('shop-1');
    expect(shown(home)).not.toContain('req_');
  });

  it.each([...LANGUAGES])('has a header for each section and a divider between two, in %s', (language) => {
    const said = wordsFor(language, 'Asia/Bangkok');
    const home = homeView([shopOf([model, model], { deeds: DEEDS })], said, 'n', NOW);
    expect(home.blocks.map(({ type }) => type)).toEqual([
      'header',
      'section',
      ...['rich_text', 'actions', 'divider', 'rich_text', 'actions'],
      'divider',
      ...['header', 'rich_text'],
      'divider',
      ...['header', 'section'],
      'context',
    ]);
    const titles = ['home.waiting', 'home.rules', 'home.shops'] as const;
    const headers = home.blocks.filter(({ type }) => type === 'header').map((block) => shown(block));
    expect(headers).toEqual(titles.map((key) => said.say(key, { count: key === 'home.waiting' ? 2 : 1 })));
    expect(new Set(headers).size).toBe(3);
  });

  it('has no section for rules that neither did nor will do anything', () => {
    const home = homeView([shopOf([])], words, 'n', NOW);
    expect(home.blocks.map(({ type }) => type)).toEqual([
      'header',
      'section',
      'divider',
      'header',
      'section',
      'context',
    ]);
  });

  it('lists what waits over all shops, soonest first, and says which shop’s each is', () => {
    const due = (at: string): RequestModel => ({
      ...model,
      request: { ...model.request, deadline: { kind: 'respond_by', at, overdue: false, extended: false } },
    });
    const [soon, later] = [due('2026-11-24T01:00:00.000Z'), due('2026-11-25T01:00:00.000Z')];
    const cups = sellerOf({ id: 'shop-2', name: 'Cups' });
    const home = homeView(
      [shopOf([later], { deeds: DEEDS }), shopOf([soon], { seller: cups, deeds: DEEDS, status: 'not_in_channel' })],
      words,
      'n',
      NOW,
    );
    const waiting = home.blocks
      .slice(3)
      .filter(({ type }) => type === 'rich_text')
      .map((block) => shown(block));
    expect(waiting[0]).toMatch(/08:00.*\nCups$/su);
    expect(waiting[1]).toMatch(/08:00.*\nSiam Ceramics$/su);
    expect(waiting.slice(2).map((text) => text.split('\n')[0])).toEqual(['Siam Ceramics', 'Cups']);
    expect(shown(home)).toContain('2 requests wait for you.');
    expect(shown(home)).toContain('Overdue: 2. Due within an hour: 4. Due within four hours: 6.');
    expect(shown(home.blocks[0])).toBe(`Cups: ${statusSentence('not_in_channel', words)}`);
    expect(shown(home)).toContain('Your shops');
  });

  it('has a rate only where there were offers', () => {
    const home = homeView([shopOf([], { stats: stats({ made: 0, accepted: 0 }) })], words, 'n', NOW);
    expect(shown(home)).toContain('Last 30 days: no offers made.');
    expect(shown(home)).toContain('Nothing waits for you.');
  });

  it('says what is wrong with the alerts, and what to do', () => {
    const sentence = statusSentence('not_in_channel', words);
    expect(shown(homeView([shopOf([])], words, 'n', NOW))).not.toContain('Alerts');
    expect(shown(homeView([shopOf([], { status: 'not_in_channel' })], words, 'n', NOW))).toContain(sentence);
  });

  it('counts what it does not show, and stays within 100 blocks', () => {
    const waiting = Array.from({ length: 20 }, () => model);
    const shops = Array.from({ length: 14 }, () =>
      shopOf(waiting, { waitingTotal: 50, status: 'refused', deeds: DEEDS }),
    );
    const home = homeView(shops, words, 'n', NOW);
    expect(home.blocks.length).toBeLessThanOrEqual(100);
    expect(shown(home)).toContain('And 682 more: type /parley list.');
    expect(shown(home)).toContain('Shops not shown here: 4.');
    expect(new Set(blockIds(home)).size).toBe(home.blocks.length);
    expect(problemsOfView(home)).toEqual([]);
  });
});

describe('the digest', () => {
  const items = Array.from({ length: 25 }, () => model);
  const digest = (count: number, total: number) =>
    digestMessage(
      { seller: sellerOf(), items: items.slice(0, count), deeds: NO_DEEDS, total, at: new Date(NOW).toISOString() },
      words,
      'n',
    );

  it('opens with how many wait, then the soonest, and counts what it does not show', () => {
    const { text, blocks } = digest(25, 60);
    expect(text.split('\n')).toEqual([
      '60 requests wait for you · Siam Ceramics',
      'Decide by Tue 24 Nov, 09:30 · ฿250.00 · missing items · ชามเซรามิก · order 577087614418520388',
    ]);
    expect(shown(blocks[0])).toBe('60 requests wait for you · Siam Ceramics');
    expect(shown(blocks[1]).match(/Decide by/gu)).toHaveLength(20);
    expect(shown(blocks[1])).toContain('and 40 more');
    expect(actionIds(blocks)).toEqual([]);
  });

  it('has new block ids each day', () => {
    expect(problemsOfMessage(digest(1, 1))).toEqual([]);
    const other = digestMessage(
      { seller: sellerOf(), items, deeds: NO_DEEDS, total: 25, at: new Date(NOW).toISOString() },
      words,
      'm',
    );
    expect(blockIds(digest(25, 25)).filter((id) => blockIds(other).includes(id))).toEqual([]);
  });
});

describe('answers to /parley', () => {
  it('list what waits, each with its buttons, a divider between two, and no ids', () => {
    const reply = replies.listReply([model, model], 2, words);
    expect(shown(reply)).toContain('2 requests wait, soonest deadline first');
    expect(shown(reply)).not.toContain('req_');
    const types = reply.blocks.map(({ type }) => type);
    expect(types).toEqual(['rich_text', 'rich_text', 'actions', 'divider', 'rich_text', 'actions', 'section']);
    expect(actionIds(reply).slice(0, 4)).toEqual(['parley:approve', 'parley:reject', 'parley:offer', 'parley:show']);
    expect(shown(replies.listReply([], 0, words))).toContain('Nothing waits for you.');
  });

  it('name every command in the help', () => {
    const help = shown(replies.helpReply(words));
    for (const command of ['list', 'show', 'link', 'channel', 'quiet', 'digest', 'unlink', 'help']) {
      expect(help).toContain(`/parley ${command}`);
    }
  });

  it.each([
    ['linked', replies.linkedReply('Siam', words), 'You now act for Siam.'],
    ['a wrong code', replies.codeRefusedReply('unknown', words), 'This code is not valid'],
    ['too many tries', replies.codeRefusedReply('tries', words), 'Too many wrong codes'],
    ['channel set', replies.channelSetReply('Siam', true, words), 'now come to this channel'],
    ['channel set, not a member', replies.channelSetReply('Siam', false, words), '/invite @Parley'],
    ['quiet hours', replies.quietReply('Siam', { from: '22:00', to: '07:00' }, words), 'from 22:00 to 07:00'],
    ['no quiet hours', replies.quietReply('Siam', null, words), 'no quiet hours'],
    ['digest', replies.digestReply('Siam', '09:00', words), 'every day at 09:00'],
    ['no digest', replies.digestReply('Siam', null, words), 'No more daily digest'],
    ['no channel', replies.noChannelReply('Siam', words), '/parley channel'],
    ['unlinked', replies.unlinkedReply('Siam', words), 'no longer act for Siam'],
    ['not linked', replies.notLinkedReply(words), '/parley link'],
    ['not found', replies.requestNotFoundReply('577', words), 'matches “577”'],
    ['several shops', replies.severalShopsReply('channel', [{ id: 's1', name: 'Siam' }], words), '/parley channel s1'],
    ['another shop', replies.unknownShopReply('s9', [{ id: 's1', name: 'Siam' }], words), 'Siam (s1)'],
    ['quiet hours that cannot be read', replies.badTimeReply('quiet', words), '/parley quiet 22:00-07:00'],
    ['a time that cannot be read', replies.badTimeReply('digest', words), '/parley digest 09:00'],
    ['too slow', replies.textReply(words.say('reply.tooSlow')), 'press the button again'],
    ['sorry', replies.sorryReply(words), 'went wrong on our side'],
    [
      'outdated',
      replies.textReply(words.say('outdated.text', { text: 'It was approved.' })),
      'out of date. It was approved.',
    ],
  ])('%s', (_, reply, part) => {
    expect(shown(reply.blocks)).toContain(part);
    expect(problemsOfMessage(reply)).toEqual([]);
  });

  it('a message that moved has no buttons', () => {
    expect(actionIds(movedMessage(words, 'n'))).toEqual([]);
    expect(problemsOfMessage(movedMessage(words, 'n'))).toEqual([]);
  });
});

describe('a refusal', () => {
  it.each([
    'conflict',
    'deadline_passed',
    'offer_limit_reached',
    'solution_not_allowed',
    'currency_mismatch',
    'evidence_required',
    'forbidden',
    'not_found',
    'invalid_body',
    'version_mismatch',
  ] as RefusalCode[])('%s is a sentence of its own, without the domain’s words', (code) => {
    const sentence = refusalSentence(refuse(code, 'the detail'), model, words);
    expect(sentence).toMatch(/^[A-Z].*\.$/u);
    expect(sentence).not.toContain('the detail');
    expect(sentence).not.toBe(refusalSentence(refuse('extension_used', ''), model, words));
  });

  it('names the range in money', () => {
    const refusal = refuse('amount_out_of_range', '', { min: 250, max: 54_000 });
    expect(refusalSentence(refusal, model, words)).toBe('The amount has to be between ฿2.50 and ฿540.00.');
    expect(refusalSentence(refusal, null, words)).toBe('This amount is not possible for this request.');
    const none = refuse('amount_out_of_range', '', { min: 0, max: 0 });
    expect(refusalSentence(none, model, words)).toBe('This amount is not possible for this request.');
  });

  it.each([
    ['amount_out_of_range', 'offer', 'amount'],
    ['amount_out_of_range', 'counter', 'amount'],
    ['solution_not_allowed', 'offer', 'pick'],
    ['evidence_required', 'reject', 'evidence'],
    ['conflict', 'offer', null],
    ['deadline_passed', 'ship', null],
  ] as const)('%s in the %s dialog belongs to %s', (code, modal, field) => {
    expect(refusalField(code, modal)).toBe(field);
  });
});

describe('how alerts fare', () => {
  it('is a sentence for every code, known or new', () => {
    const codes = ['ok', 'not_connected', 'token_revoked', 'channel_archived', 'channel_not_found', 'not_in_channel'];
    const more = ['message_deleted', 'rate_limited', 'unreachable', 'missing_scope', 'refused', 'something_new'];
    const sentences = [...codes, ...more].map((code) => statusSentence(code, words));
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});

describe('a long list', () => {
  it('has buttons as far as there is room, lines for the rest, and counts what is beyond', () => {
    const reply = replies.listReply(
      Array.from({ length: 40 }, () => model),
      50,
      words,
    );
    expect(shown(reply).match(/Decide by Tue 24 Nov/gu)?.length).toBeGreaterThan(20);
    expect(partsOf(reply, 'actions').length).toBeGreaterThan(2);
    expect(JSON.stringify(reply.blocks).length).toBeLessThan(13_000);
    expect(new Set(blockIds(reply)).size).toBe(reply.blocks.length);
    expect(problemsOfMessage(reply)).toEqual([]);
  });
});

describe('every state', () => {
  it('has a line in a list', () => {
    const items = Object.values(everyState()).map((story) => modelOf(story));
    const text = shown(replies.listReply(items.slice(0, 20), items.length, words));
    expect(text.match(/order 577087614418520388/gu)).toHaveLength(20);
  });
});
