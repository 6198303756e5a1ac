/** A shop's saved replies in its dialogs: which are offered, and what stands in the field once one was chosen. */
import { describe, expect, it } from 'vitest';
import { counterModal } from '../../../bots/slack/blocks/modals/counter.ts';
import { declineModal } from '../../../bots/slack/blocks/modals/decline.ts';
import { nameOf } from '../../../bots/slack/blocks/modals/fields.ts';
import { offerModal } from '../../../bots/slack/blocks/modals/offer.ts';
import { rejectModal } from '../../../bots/slack/blocks/modals/reject.ts';
import { replyModal } from '../../../bots/slack/blocks/modals/reply.ts';
import { savedReplies, withReply } from '../../../bots/slack/blocks/modals/saved.ts';
import type { ModalView, RequestModel } from '../../../bots/slack/blocks/model.ts';
import type { Reply } from '../../../src/contract/replies.ts';
import { problemsOfView } from '../../../stand-ins/slack/limits.ts';
import { buyer, counter, offer, request, seller } from '../../support/story.ts';
import { BARGAINING, modelOf, words } from './support.ts';

const HOSTILE = '<!channel> *x*';
const REF = { requestId: 'req_1', version: 1 };
const reply = (id: string, text: string, more: Partial<Reply> = {}): Reply => ({ id, title: id, text, ...more });
const model = (replies?: Reply[]): RequestModel => ({
  ...modelOf(request({ orderId: 'order-1', buyerName: 'Nina', buyerLocale: 'th' })),
  ...(replies ? { replies } : {}),
});
const asked = (replies: Reply[]): RequestModel => ({
  ...modelOf(
    request({ policy: BARGAINING })
      .after('Mon 10:00', seller, offer(12_500))
      .after('Mon 11:00', buyer, counter(20_000)),
  ),
  replies,
});

interface Option {
  value: string;
  text: { text: string };
  description?: { text: string };
}
function optionsOf({ blocks }: { blocks: ModalView['blocks'] }): Option[] {
  const list = blocks.find(({ block_id }) => nameOf(block_id) === 'saved');
  return (list as { elements: { options: Option[] }[] } | undefined)?.elements[0]?.options ?? [];
}
const fieldOf = ({ blocks }: ModalView, name: string) =>
  blocks.find(({ block_id }) => nameOf(block_id) === name) as {
    block_id: string;
    element: { initial_value?: string; max_length: number };
  };
/** The dialog as Slack tells of it, with this typed into its field. */
const shownWith = (view: ModalView, name: string, typed: string | null) => ({
  ...view,
  state: { values: { [fieldOf(view, name).block_id]: { value: { value: typed } } } },
});
/** What stands in the field `text` of the dialog that rejects, once this reply was chosen. */
function chosen(of: RequestModel, one: Reply, typed: string | null) {
  const view = withReply(shownWith(rejectModal(of, words, REF), 'text', typed), one, of);
  if (!view) throw new Error('the dialog has no saved replies');
  expect(problemsOfView(view)).toEqual([]);
  return { view, text: fieldOf(view, 'text').element.initial_value };
}

describe('Saved replies in a dialog', () => {
  const SORRY = reply('sorry', 'Sorry {buyer}, order {order} is complete.');

  it('stand right before every field that a buyer reads', () => {
    const said = { seq: 1, text: 'Hello?', photos: 0 };
    const dialogs: [ModalView, string][] = [
      [rejectModal(model([SORRY]), words, REF), 'text'],
      [offerModal(model([SORRY]), words, REF), 'note'],
      [replyModal(model([SORRY]), said, words, REF), 'text'],
      [counterModal(asked([SORRY]), words, REF), 'note'],
      [declineModal(asked([SORRY]), words, REF), 'text'],
    ];
    for (const [view, field] of dialogs) {
      expect(problemsOfView(view)).toEqual([]);
      const names = view.blocks.map(({ block_id }) => block_id);
      expect(names.indexOf('saved')).toBe(names.indexOf(field) - 1);
    }
  });

  it('are not offered where the shop has none, or none that fits the reason', () => {
    for (const of of [model(), model([]), model([reply('late', 'Late', { reason: 'not_received' })])]) {
      expect(savedReplies(of, words)).toEqual([]);
      expect(problemsOfView(rejectModal(of, words, REF))).toEqual([]);
    }
  });

  it('say what they would say, in the buyer’s language first', () => {
    const options = optionsOf({
      blocks: savedReplies(
        model([reply('en', 'Sorry', { locale: 'en' }), reply('th', 'ขอโทษ {buyer}', { locale: 'th' })]),
        words,
      ),
    });
    expect(options.map(({ value }) => value)).toEqual(['th', 'en']);
    expect(options[0]).toMatchObject({ text: { text: 'th' }, description: { text: 'ขอโทษ Nina' } });
  });

  it('are a hundred at most, with long and hostile titles and texts cut for Slack', () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      reply(`r${n}`.padEnd(128, 'x'), HOSTILE.repeat(80), { title: HOSTILE.repeat(8) }),
    );
    const view = rejectModal(model([...many, reply('more', 'More')]), words, REF);
    expect(optionsOf(view)).toHaveLength(100);
    expect(problemsOfView(view)).toEqual([]);
  });

  it('fill the field in, in a block that Slack shows anew', () => {
    const { view, text } = chosen(model([SORRY]), SORRY, null);
    expect(text).toBe('Sorry Nina, order order-1 is complete.');
    expect(fieldOf(view, 'text').block_id).toBe('text~1');
    const again = withReply(shownWith(view, 'text', 'Hello'), SORRY, model([SORRY]));
    expect(again && fieldOf(again, 'text').block_id).toBe('text~2');
  });

  it('leave every other block, and what the dialog is about, as they were', () => {
    const before = rejectModal(model([SORRY]), words, REF);
    const { view } = chosen(model([SORRY]), SORRY, null);
    const others = ({ blocks }: ModalView) => blocks.filter(({ block_id }) => !/^(?:text|saved)/u.test(block_id ?? ''));
    expect(others(view)).toEqual(others(before));
    expect({ ...view, blocks: [] }).toEqual({ ...before, blocks: [] });
  });

  it.each([
    ['behind what was typed', 'Dear Nina,', 'Dear Nina,\nSorry Nina, order order-1 is complete.'],
    ['in place of one chosen before', 'Dear Nina,\nThanks!', 'Dear Nina,\nSorry Nina, order order-1 is complete.'],
    ['once, though chosen twice', 'Sorry Nina, order order-1 is complete.', 'Sorry Nina, order order-1 is complete.'],
  ])('stand %s', (_, typed, expected) => {
    expect(chosen(model([SORRY, reply('thanks', 'Thanks!')]), SORRY, typed).text).toBe(expected);
  });

  it('are cut where the field takes no more', () => {
    const long = reply('long', 'x'.repeat(1_000));
    const { view, text } = chosen(model([long]), long, 'y'.repeat(990));
    expect(text).toHaveLength(fieldOf(view, 'text').element.max_length);
    expect(text).toMatch(/^y+\nx+…$/u);
  });

  it('that have nothing to say of the request leave the field empty', () => {
    const nothing = reply('name', '{buyer}');
    const nameless = { ...modelOf(request({})), replies: [nothing] };
    expect(chosen(nameless, nothing, null).text).toBeUndefined();
  });
});

describe('Photos of a rejection', () => {
  it('are added on the page, which the dialog leads to', () => {
    const url = 'https://parley.example/seller#token=t&request=req_1';
    const view = rejectModal({ ...model(), page: url }, words, REF);
    expect(problemsOfView(view)).toEqual([]);
    expect(view.blocks.find(({ block_id }) => block_id === 'photos')).toMatchObject({
      elements: [{ type: 'button', url, text: { text: 'Add photos on the page' } }],
    });
  });
});
