import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { happening, isLastReminder, replyMessage, whatHappened } from '../../../bots/slack/blocks/happenings.ts';
import { problemsOfMessage } from '../../../stand-ins/slack/limits.ts';
import { live, openings, steps } from '../../support/arbitrary.ts';
import {
  agent,
  approve,
  assign,
  buyer,
  extend,
  integrator,
  logistics,
  offer,
  passTime,
  platform,
  rejectOffer,
  request,
  type Story,
  seen,
  seller,
  ship,
  update,
} from '../../support/story.ts';
import { blockIds, everyState, modelAt, modelOf, partsOf, shown, words } from './support.ts';

const stories = everyState();
const storyOf = (name: string): Story => {
  const story = stories[name];
  if (!story) throw new Error(`no story ${name}`);
  return story;
};
/** What is told of everything that happened after the opening. */
const toldOf = (story: Story) => {
  const model = modelOf(story);
  return model.history.flatMap((event) => happening(event, model, words) ?? []);
};
/** The reply about the story's last `count` events. */
const replyTo = (story: Story, count: number, mention?: string) => {
  const model = modelOf(story);
  return replyMessage(model.history.slice(-count), model, words, 'n', mention ? { mention } : {});
};

describe('what a seller hears of', () => {
  it.each([
    ['just opened', []],
    [
      'offer made',
      ['Your shop offered ฿125.00 back (50%). The buyer has until Tue 24 Nov, 10:00 to answer. “As agreed”'],
    ],
    [
      'counter-offer by the buyer',
      ['The buyer asks for ฿200.00 instead of ฿125.00. Answer by Tue 24 Nov, 11:00. “As agreed”'],
    ],
    [
      'counter-offer by the shop',
      ['Your shop named ฿150.00 instead of ฿200.00. The buyer has until Tue 24 Nov, 12:00 to answer. “As agreed”'],
    ],
    [
      'offer rejected',
      [
        'The buyer rejected the offer of ฿125.00. “As agreed”',
        'The request is back with you. Decide by Tue 24 Nov, 11:00; without a decision, the platform approves it.',
      ],
    ],
    [
      'offer expired',
      [
        'The buyer did not answer the offer of ฿125.00 in time.',
        'The request is back with you. Decide by Wed 25 Nov, 10:00; without a decision, the platform approves it.',
      ],
    ],
    [
      'counter-offer expired',
      [
        'The buyer’s ฿200.00 was not answered in time.',
        'The request is back with you. Decide by Wed 25 Nov, 11:00; without a decision, the platform approves it.',
      ],
    ],
    [
      'counter-offer rejected',
      [
        'Your shop rejected the buyer’s ฿200.00. “As agreed”',
        'The request is back with you. Decide by Tue 24 Nov, 12:00; without a decision, the platform approves it.',
      ],
    ],
    [
      'offer withdrawn',
      [
        'Your shop withdrew the offer of ฿125.00. “As agreed”',
        'The request is back with you. Decide by Tue 24 Nov, 10:00; without a decision, the platform approves it.',
      ],
    ],
    ['refund being paid', ['The buyer accepted ฿125.00. It is refunded and nothing is sent.']],
    ['refund failed', ['The refund of ฿125.00 could not be paid yet. Customer service takes care of it.']],
    ['refund overdue', ['The refund of ฿125.00 is late. Customer service takes care of it.']],
    ['refund paid', ['The refund of ฿125.00 was paid.']],
    [
      'approved at once',
      [
        'Your shop offered ฿250.00 back, at least what was asked for, so it was approved at once. It is refunded and nothing is sent. “As agreed”',
      ],
    ],
    ['approved', ['Customer service approved the request. Ship the items by Wed 25 Nov, 10:00.']],
    [
      'approved by timeout',
      ['Nobody decided in time, so the platform approved the request. Ship the items by Thu 26 Nov, 09:30.'],
    ],
    ['shipment overdue', ['The items were to be shipped by Wed 25 Nov, 10:00. Please ship them as soon as you can.']],
    ['shipped', ['Your shop shipped the items with As agreed, tracking number As agreed.']],
    ['carrier has a problem', ['The carrier reports a problem. “As agreed”']],
    ['delivered', ['The items were delivered.']],
    ['rejected', ['Your shop rejected the request: the items were sent. “As agreed”']],
    ['cancelled', ['The buyer cancelled the request. There is nothing left to do. “As agreed”']],
    ['more time', ['Customer service gave more time: decide by Tue 24 Nov, 10:30. “As agreed”']],
    [
      'first reminder',
      ['Reminder: decide by Tue 24 Nov, 09:30. Without a decision, the platform approves the request.'],
    ],
  ])('when %s', (name, sentences) => {
    const told = toldOf(storyOf(name)).map(({ text }) => text);
    expect(told.slice(told.length - sentences.length)).toEqual(sentences);
    if (sentences.length === 0) expect(told).toEqual([]);
  });

  it('is not corrections, the carrier’s usual steps or reminders to the buyer', () => {
    const shipped = request().after('Mon 10:00', seller, approve()).after('Mon 11:00', seller, ship());
    const noise = [
      request().after('Mon 10:00', integrator, update({ metadata: { ticket: '1' } })),
      shipped.after('Mon 12:00', integrator, logistics(seen('Mon 11:30', 'in_transit'))),
      request().after('Mon 10:00', seller, offer(12_500)).after('Tue 04:00', platform, passTime()),
    ];
    for (const story of noise) expect(replyTo(story, 1)).toBeNull();
  });

  it('is why the platform took an offer back, in the shop’s words', () => {
    const offered = request().after('Mon 10:00', seller, offer(12_500));
    const story = offered.after('Mon 11:00', integrator, update({ allowed: { solutions: ['approve', 'reject'] } }));
    expect(toldOf(story).map(({ text }) => text)).toContain(
      'The platform withdrew the offer of ฿125.00. The marketplace does not permit this answer to this request any more.',
    );
  });

  it('says when no offer is left', () => {
    const story = request().after('Mon 10:00', seller, offer(12_500)).after('Mon 11:00', buyer, rejectOffer());
    expect(toldOf(story).at(-1)?.text).toMatch(/Only approving or rejecting is left\.$/u);
  });

  it('is a sentence or nothing for any event, and never fails', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        live(opening, life, ({ decision, history, context }) => {
          const model = modelAt(decision.state, history, Date.parse(context.at));
          for (const event of model.history) expect(happening(event, model, words)?.text).not.toBe('');
          expect(whatHappened(model, words)).not.toMatch(/undefined|null|\{/u);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('a new duty', () => {
  const DUTIES = [
    'offer rejected',
    'offer expired',
    'offer withdrawn',
    'counter-offer by the buyer',
    'counter-offer rejected',
    'counter-offer expired',
    'approved',
    'approved by timeout',
    'shipment overdue',
    'last reminder',
  ];
  it.each(Object.keys(stories).map((name) => [name, DUTIES.includes(name)] as const))(
    '%s: broadcast %s',
    (name, duty) => {
      const story = storyOf(name);
      const last = story.history.at(-1)?.seq ?? 0;
      const since = story.history.filter(({ at, seq }) => at === story.state.updatedAt && seq <= last).length;
      expect(replyTo(story, since)?.broadcast ?? false).toBe(duty);
    },
  );

  it('is broadcast with the ask, the deadline, the money and the order first', () => {
    const reply = replyTo(storyOf('offer rejected'), 2);
    const lead = 'Decide by Tue 24 Nov, 11:00 · ฿250.00 · missing items · ชามเซรามิก · order 577087614418520388';
    expect(reply?.text.split('\n')[0]).toBe(lead);
    expect(shown(reply?.blocks[0])).toBe(lead);
  });

  it('is not broadcast once it is done or another came', () => {
    const rejected = storyOf('offer rejected');
    const done = rejected.after('Mon 12:00', seller, approve());
    expect(replyMessage(modelOf(rejected).history.slice(-2), modelOf(done), words, 'n', {})?.broadcast).toBe(false);
    const again = rejected.after('Mon 12:00', seller, offer(10_000)).after('Mon 13:00', buyer, rejectOffer());
    expect(replyMessage(modelOf(rejected).history.slice(-2), modelOf(again), words, 'n', {})?.broadcast).toBe(false);
    expect(replyTo(again, 2)?.broadcast).toBe(true);
  });

  it('stays one where customer service gave more time for it', () => {
    const rejected = storyOf('offer rejected');
    const extended = rejected.after('Mon 12:00', agent, extend(3_600));
    expect(replyTo(extended, 3)?.broadcast).toBe(true);
  });
});

describe('a reply', () => {
  it('tells everything in order, each in a block of its own', () => {
    const reply = replyTo(storyOf('offer rejected'), 3);
    const texts = (reply?.blocks ?? []).map((block) => shown(block));
    expect(texts[1]).toMatch(/^Your shop offered/u);
    expect(texts[2]).toMatch(/^The buyer rejected/u);
    expect(texts[3]).toMatch(/^The request is back with you/u);
    expect(new Set(blockIds({ blocks: reply?.blocks ?? [] })).size).toBe(reply?.blocks.length);
  });

  it('of very many happenings tells the last twelve and counts the others', () => {
    let story = request({ policy: { maxOffers: 20 } });
    for (let n = 0; n < 10; n += 1) {
      story = story.after(`Mon 1${n}:00`, seller, offer(10_000 + n)).after(`Mon 1${n}:30`, buyer, rejectOffer());
    }
    const model = modelOf(story);
    const reply = replyMessage(model.history.slice(-30), model, words, 'n', {});
    expect(reply?.blocks).toHaveLength(14);
    expect(shown(reply)).toContain('Before that, 18 more things happened.');
    expect(problemsOfMessage({ text: reply?.text, blocks: reply?.blocks })).toEqual([]);
  });

  it('names the responsible person in a broadcast, and only there', () => {
    expect(partsOf(replyTo(storyOf('last reminder'), 1, 'U123'), 'user')).toEqual([{ type: 'user', user_id: 'U123' }]);
    expect(partsOf(replyTo(storyOf('first reminder'), 1, 'U123'), 'user')).toEqual([]);
  });
});

describe('rule 19: a reminder mentions whoever has the request in hand', () => {
  const remindedOf = (to: { id: string; name?: string } | null, ...called: string[]) => {
    const story = to ? request().after('Mon 10:00', seller, assign(to)) : request();
    const model = { ...modelOf(story), called };
    const { history } = modelOf(storyOf('first reminder'));
    return replyMessage(history.slice(-1), model, words, 'n', { reminds: true });
  };

  it.each(['staff-7', 'slack:T1/U7'])('%s, whom Slack knows, by their users there', (id) => {
    const reply = remindedOf({ id, name: 'Mali' }, 'U7', 'U8');
    expect(partsOf(reply, 'user')).toEqual(['U7', 'U8'].map((user_id) => ({ type: 'user', user_id })));
    expect(reply?.text).not.toContain('in hand');
  });

  it('whom Slack does not know, in words', () => {
    const reply = remindedOf({ id: 'staff-7', name: 'Mali' });
    expect(partsOf(reply, 'user')).toEqual([]);
    expect(reply?.text).toContain('Mali has it in hand.');
    expect(shown(reply)).toContain('Mali has it in hand.');
  });

  it('and nobody where nobody has', () => {
    expect(shown(remindedOf(null))).not.toContain('in hand');
  });
});

describe('the last reminder', () => {
  const reminderOf = (name: string) => {
    const model = modelOf(storyOf(name));
    const event = model.history.at(-1);
    return event ? isLastReminder(event, model) : undefined;
  };
  it('is the one with the shortest lead time of its deadline', () => {
    expect(reminderOf('first reminder')).toBe(false);
    expect(reminderOf('last reminder')).toBe(true);
    expect(reminderOf('offer made')).toBe(false);
  });

  it('is none any more once its deadline was moved or is over', () => {
    const reminded = storyOf('last reminder');
    const event = modelOf(reminded).history.at(-1);
    if (!event) throw new Error('no event');
    expect(isLastReminder(event, modelOf(reminded.after('Tue 09:00', agent, extend(3_600))))).toBe(false);
    expect(isLastReminder(event, modelOf(reminded.after('Tue 09:00', seller, approve())))).toBe(false);
  });
});

describe('what happened, for whoever pressed a button that is out of date', () => {
  it('is what is true now and what happened last', () => {
    expect(whatHappened(modelOf(storyOf('approved')), words)).toBe(
      'The items are to be shipped by Wed 25 Nov, 10:00. What happened last: Customer service approved the request. Ship the items by Wed 25 Nov, 10:00.',
    );
    expect(whatHappened(modelOf(storyOf('just opened')), words)).toBe(
      'The request waits for your decision until Tue 24 Nov, 09:30. Without one, the platform approves it.',
    );
  });
});
