import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionId, decodeTarget, encodeTarget } from '../../../bots/slack/blocks/actions.ts';
import type { RequestModel } from '../../../bots/slack/blocks/model.ts';
import { requestMessage } from '../../../bots/slack/blocks/request.ts';
import { ERASED } from '../../../src/contract/erased-mark.ts';
import { problemsOfMessage } from '../../../stand-ins/slack/limits.ts';
import { live, openings, steps } from '../../support/arbitrary.ts';
import { baht } from '../../support/builders.ts';
import {
  approve,
  assign,
  buyer,
  counter,
  holdRule,
  offer,
  passTime,
  platform,
  rejectOffer,
  request,
  type Story,
  seller,
} from '../../support/story.ts';
import { BARGAINING, blockIds, everyState, modelAt, modelOf, partsOf, shown, words } from './support.ts';

const stories = everyState();
const messageOf = (name: string) => {
  const story = stories[name];
  if (!story) throw new Error(`no story ${name}`);
  return requestMessage(modelOf(story), words, 'n1');
};
const buttonsOf = (message: unknown) => partsOf(partsOf(message, 'actions'), 'button') as unknown as Button[];
interface Button {
  action_id: string;
  value: string;
  style?: string;
  text: { text: string };
  confirm?: { title: { text: string }; text: { text: string } };
}
const ORDER = 'missing items · ชามเซรามิก · order 577087614418520388';

it('says what was erased in the words of who reads', () => {
  for (const story of Object.values(everyState({ text: ERASED }, ERASED))) {
    const message = JSON.stringify(requestMessage(modelOf(story), words, 'n1'));
    expect(message).not.toContain(ERASED);
    expect(message).toContain('[Erased: personal data]');
  }
});

const read = (story: Story) => requestMessage(modelOf(story), words, 'n1');

it('opens with what was asked for and by whom, and calls them by their name', () => {
  const story = request({ buyerName: 'Emma Clarke', text: 'Only one arrived' })
    .after('Mon 10:00', seller, offer(12_500))
    .after('Mon 11:00', buyer, rejectOffer());
  const message = read(story);
  const lead = 'missing items · ชามเซรามิก · Emma Clarke · order';
  expect(message.text).toContain(lead);
  expect(shown(message.blocks[0])).toContain(lead);
  for (const said of [
    'Emma Clarke asks you to send 1 item',
    'Emma Clarke wrote',
    'Emma Clarke rejected the offer of',
  ]) {
    expect(shown(message)).toContain(said);
  }
  expect(shown(message)).not.toMatch(/the buyer (?:asks|wrote|rejected)/iu);
});

it('of a buyer who was erased names nobody', () => {
  const message = shown(read(request({ buyerName: ERASED })));
  expect(message).toContain('The buyer asks you to send');
  expect(message).not.toContain('[Erased');
});

it('counts the items beyond the first in its title', () => {
  const bowl = { sku: 'BOWL', title: 'ชามเซรามิก', quantity: 2, missingQuantity: 1, unitPrice: baht(25_000) };
  const story = request({ items: [bowl, { ...bowl, sku: 'CUP' }, { ...bowl, sku: 'JUG' }] });
  expect(shown(read(story).blocks[0])).toContain('ชามเซรามิก and 2 more · order');
});

it('has its answers before what is looked up: who has it, what happened', () => {
  for (const [name, story] of Object.entries(stories)) {
    const ids = blockIds(requestMessage(modelOf(story), words, 'n1'));
    const at = (part: string) => ids.findIndex((id) => id?.startsWith(`n1:${part}`));
    const answers = ids.indexOf('n1:actions');
    if (answers < 0) continue;
    for (const part of ['assignee', 'earlier', 'history']) {
      if (at(part) >= 0) expect(at(part), `${part} of ${name}`).toBeGreaterThan(answers);
    }
    expect(at('ask')).toBeLessThan(answers);
  }
});

describe('the message of a request opens with the ask, the deadline and the money', () => {
  it.each([
    ['just opened', `Decide by Tue 24 Nov, 09:30 · ฿250.00 · ${ORDER}`],
    ['more time', `Decide by Tue 24 Nov, 10:30 · ฿250.00 · ${ORDER}`],
    ['offer made', `The buyer answers by Tue 24 Nov, 10:00 · ฿125.00 offered · ${ORDER}`],
    ['offer rejected', `Decide by Tue 24 Nov, 11:00 · ฿250.00 · ${ORDER}`],
    ['counter-offer by the buyer', `Answer the buyer’s offer by Tue 24 Nov, 11:00 · ฿200.00 · ${ORDER}`],
    ['counter-offer by the shop', `The buyer answers by Tue 24 Nov, 12:00 · ฿150.00 offered · ${ORDER}`],
    ['approved', `Ship by Wed 25 Nov, 10:00 · ฿250.00 · ${ORDER}`],
    ['shipment overdue', `Shipping is overdue since Wed 25 Nov, 10:00 · ฿250.00 · ${ORDER}`],
    ['refund being paid', `The refund is being paid · ฿125.00 · ${ORDER}`],
    ['refund failed', `The refund could not be paid yet · ฿125.00 · ${ORDER}`],
    ['refund overdue', `The refund was due on Tue 24 Nov, 11:00 · ฿125.00 · ${ORDER}`],
    ['refund paid', `Refunded · ฿125.00 · ${ORDER}`],
    ['approved at once', `The refund is being paid · ฿250.00 · ${ORDER}`],
    ['shipped', `Shipped · ฿250.00 · ${ORDER}`],
    ['delivered', `Delivered · ฿250.00 · ${ORDER}`],
    ['rejected', `Rejected · ฿250.00 · ${ORDER}`],
    ['cancelled', `Cancelled · ฿250.00 · ${ORDER}`],
  ])('when %s: %s', (name, lead) => {
    const { text, blocks } = messageOf(name);
    expect(blocks[0]).toMatchObject({ type: 'header', text: { text: lead } });
    expect(text.split('\n')[0]).toBe(lead);
  });

  it('in any state a request can reach, as far as it has a deadline', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        live(opening, life, ({ decision, history, context }) => {
          const model = modelAt(decision.state, history, Date.parse(context.at));
          const { text, blocks } = requestMessage(model, words, 'n');
          const { deadline, status } = model.request;
          const [lead = ''] = text.split('\n');
          expect(shown(blocks[0])).toBe(lead);
          expect(lead).toMatch(/฿\d+\.\d\d/u);
          const isOver = status === 'settling' && !(deadline?.overdue && model.request.refund?.status !== 'failed');
          const times = deadline ? [words.time(deadline.at), words.until(deadline.at)] : [];
          if (deadline && !isOver)
            expect(
              times.some((time) => lead.includes(time)),
              lead,
            ).toBe(true);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('says that time is up until the platform has acted on it', () => {
    const model = modelOf(request(), 'Tue 09:30');
    const message = requestMessage(model, words, 'n');
    expect(message.text).toMatch(/^The time to answer ended on Tue 24 Nov, 09:30/u);
    expect(buttonsOf(message)).toEqual([]);
  });
});

/** Drawn beside who has it in hand. */
const ELSEWHERE: readonly string[] = ['assign'];

describe('its buttons', () => {
  /** The actions of the message's buttons, once it is sure that they are those of the request. */
  function actionsShown(model: RequestModel): string[] {
    const message = requestMessage(model, words, 'n');
    const actions = (model.request.actions ?? []).filter((action) => !ELSEWHERE.includes(action));
    expect(buttonsOf(message).map(({ action_id }) => action_id)).toEqual(actions.map((action) => `parley:${action}`));
    expect(problemsOfMessage(message)).toEqual([]);
    return actions;
  }

  it('are the actions that are possible, each once, and every action has one', () => {
    const seen = new Set(Object.values(stories).flatMap((story) => actionsShown(modelOf(story))));
    expect([...seen].toSorted()).toEqual(
      ['accept_offer', 'approve', 'counter_offer', 'offer', 'reject', 'reject_offer', 'ship', 'withdraw'].toSorted(),
    );
  });

  it('are the actions that are possible in any state a request can reach', () => {
    fc.assert(
      fc.property(openings, steps, (opening, life) => {
        live(opening, life, ({ decision, history, context }) => {
          actionsShown(modelAt(decision.state, history, Date.parse(context.at)));
        });
      }),
      { numRuns: 60 },
    );
  });

  it.each(['refund paid', 'delivered', 'rejected', 'cancelled'])('are gone when %s', (name) => {
    expect(buttonsOf(messageOf(name))).toEqual([]);
  });

  it('know the request, its version and the offer they are about', () => {
    const [accept] = buttonsOf(messageOf('counter-offer by the buyer'));
    expect(accept?.text.text).toBe('Accept ฿200.00');
    expect(decodeTarget(accept?.value)).toEqual({ requestId: 'req_1', version: 3, offerId: 'ofr_1-2' });
    const [approved] = buttonsOf(messageOf('just opened'));
    expect(decodeTarget(approved?.value)).toEqual({ requestId: 'req_1', version: 1 });
  });

  it('approve asks again, with what it obliges to and by when at the latest', () => {
    const button = buttonsOf(messageOf('just opened')).find(({ action_id }) => action_id === actionId('approve'));
    expect(button?.style).toBe('primary');
    expect(button?.confirm?.text.text).toBe(
      'Your shop sends 1 item at its own cost, with the platform’s shipping, within 2 working days. Approved on Mon 23 Nov, that is by Wed 25 Nov.',
    );
  });

  it.each([
    ['Mon 09:31', 'Mon 23 Nov', 'Wed 25 Nov'],
    ['Mon 23:59', 'Mon 23 Nov', 'Wed 25 Nov'],
    ['Tue 00:00', 'Tue 24 Nov', 'Wed 25 Nov'],
  ])('approve on %s names the day that then holds', (moment, today, by) => {
    const asked = buttonsOf(requestMessage(modelOf(request(), moment), words, 'n')).find(({ confirm }) => confirm);
    expect(asked?.confirm?.text.text).toContain(`Approved on ${today}, that is by ${by}.`);
    const approved = requestMessage(modelOf(request().after(moment, seller, approve())), words, 'n');
    expect(approved.text).toMatch(new RegExp(`Ship by (the end of )?${by}`, 'u'));
  });

  it('accept asks again, with the money, and that nothing is sent', () => {
    const button = buttonsOf(messageOf('counter-offer by the buyer'))[0];
    expect(button?.confirm?.text.text).toBe(
      '฿200.00 is refunded to the buyer and nothing is sent. You cannot take this back.',
    );
  });

  it('withdraw asks again, with what is left then', () => {
    const [button] = buttonsOf(messageOf('offer made'));
    expect(button?.confirm?.text.text).toContain('One more offer is possible then.');
    const last = request().after('Mon 10:00', seller, offer(12_500));
    const [lastButton] = buttonsOf(requestMessage(modelOf(last), words, 'n'));
    expect(lastButton?.confirm?.text.text).toContain('only approving or rejecting');
  });

  it('what opens a dialog does not ask before', () => {
    const asking = Object.keys(stories).flatMap((name) => buttonsOf(messageOf(name)));
    const confirmed = new Set(asking.filter(({ confirm }) => confirm).map(({ action_id }) => action_id));
    expect(confirmed).toEqual(new Set(['parley:approve', 'parley:accept_offer', 'parley:withdraw']));
  });
});

describe('people’s words', () => {
  it.each(['offer made', 'rejected'])('stand once in the message when %s', (name) => {
    const story = everyState({}, 'Sorry about the bowl')[name];
    if (!story) throw new Error(`no story ${name}`);
    const message = requestMessage(modelOf(story), words, 'n');
    expect(shown(message).match(/Sorry about the bowl/gu)).toHaveLength(1);
    expect(shown(partsOf(message, 'rich_text_quote'))).toContain('Sorry about the bowl');
  });
});

describe('what a button carries', () => {
  it('reads back as it was written', () => {
    const target = { requestId: 'req_1', version: 7, offerId: 'ofr_1-1' };
    expect(decodeTarget(encodeTarget(target))).toEqual(target);
  });

  it.each([
    undefined,
    null,
    7,
    '',
    'req_1',
    '[]',
    '{"requestId":"req_1"}',
    '{"requestId":"req_1","version":0}',
    '{"requestId":"req_1","version":1.5}',
    '{"requestId":"a b","version":1}',
    '{"requestId":"req_1","version":1,"offerId":7}',
    '{"requestId":"req_1","version":1,"sellerId":"shop-2"}',
    `{"requestId":"${'r'.repeat(129)}","version":1}`,
    `${' '.repeat(2_001)}{"requestId":"req_1","version":1}`,
  ])('%s is nothing', (text) => {
    expect(decodeTarget(text)).toBeNull();
  });

  it('is nothing, or what was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const target = decodeTarget(text);
        if (target) expect(decodeTarget(encodeTarget(target))).toEqual(target);
      }),
    );
  });
});

describe('the message', () => {
  it('has new block ids at every rendering, and none twice', () => {
    for (const story of Object.values(stories)) {
      const model = modelOf(story);
      const [first, second] = ['n1', 'n2'].map((nonce) => blockIds(requestMessage(model, words, nonce)));
      expect(new Set(first).size).toBe(first?.length);
      expect(first).not.toContain(undefined);
      expect(first?.filter((id) => second?.includes(id))).toEqual([]);
    }
  });

  it('rule 19: says who has it in hand, with a button to take it, as long as it is open', () => {
    const mali = { id: 'staff-7', name: 'Mali' };
    const taken = requestMessage(modelOf(request().after('Mon 10:00', seller, assign(mali))), words, 'n');
    expect(shown(taken)).toContain('Mali has it in hand.');
    expect(partsOf(partsOf(taken, 'section'), 'button')).toMatchObject([{ action_id: 'parley:assign' }]);
    expect(shown(messageOf('rejected'))).not.toContain('in hand');
  });

  it('says how often the buyer asked this shop before, as long as the shop decides, with a button to see those', () => {
    const again = request({ before: 3, policy: BARGAINING });
    const seen = (story: Story) => requestMessage(modelOf(story), words, 'n');
    expect(shown(seen(again))).toContain('3 earlier claims in 90 days with this shop');
    const earlier = () => expect.objectContaining({ action_id: 'parley:earlier' });
    expect(partsOf(partsOf(seen(again), 'section'), 'button')).toContainEqual(earlier());
    const offered = again.after('Mon 10:00', seller, offer(12_500));
    expect(shown(seen(offered))).not.toContain('earlier claims');
    expect(shown(seen(offered.after('Mon 11:00', buyer, counter(20_000))))).toContain('earlier claims');
    expect(shown(seen(again.after('Mon 10:00', seller, approve())))).not.toContain('earlier claims');
    expect(shown(seen(request({ before: 0 })))).not.toContain('earlier claim');
  });

  it('is the same for the same request and nonce', () => {
    const model = modelOf(request());
    expect(requestMessage(model, words, 'n')).toEqual(requestMessage(model, words, 'n'));
  });

  it('shows the items, the buyer’s words, the evidence under our own labels, and who pays', () => {
    const message = messageOf('just opened');
    expect(shown(message)).toContain('1 of 2 × ฿250.00 · ชามเซรามิก');
    expect(partsOf(message, 'rich_text_quote')).toMatchObject([
      { elements: [{ text: 'Only one of the two bowls arrived' }] },
    ]);
    expect(partsOf(message, 'link')).toEqual([{ type: 'link', url: 'https://cdn.example/box.jpg', text: 'Photo 1' }]);
    expect(shown(message)).toContain('Your shop pays for sending the items.');
  });

  it('shows eight of two hundred items and counts the others', () => {
    const items = Array.from({ length: 200 }, (_, n) => ({
      sku: `S${n}`,
      title: `Bowl ${n}`,
      quantity: 1,
      missingQuantity: 1,
      unitPrice: baht(100),
    }));
    const message = requestMessage(modelOf(request({ items })), words, 'n');
    expect(shown(message)).toContain('Bowl 7\nand 192 more');
    expect(shown(message)).not.toContain('Bowl 8');
    expect(shown(message)).toContain('The buyer asks you to send 200 items, worth ฿200.00.');
  });

  it('shows links as long as there is room, and counts the others', () => {
    const evidence = Array.from({ length: 20 }, (_, n) => `https://cdn.example/${n}-${'x'.repeat(700)}`);
    const message = requestMessage(modelOf(request({ evidence })), words, 'n');
    expect(partsOf(message, 'link').map(({ text }) => text)).toEqual(['Photo 1', 'Photo 2', 'Photo 3']);
    expect(shown(message)).toContain('and 17 more');
  });

  it('shows the address while the items are to be sent, and at no other time', () => {
    for (const [name, story] of Object.entries(stories)) {
      const isToBeSent = story.state.status === 'awaiting_shipment';
      expect(shown(messageOf(name)).includes('สมชาย ใจดี\n'), name).toBe(isToBeSent);
    }
  });

  it('shows how the shipment goes', () => {
    expect(shown(messageOf('carrier has a problem'))).toContain(
      'Latest from the carrier, Tue 24 Nov, 09:00: As agreed',
    );
  });

  it('tells the last six things that happened, with their times', () => {
    let story = request({ policy: { ...BARGAINING, maxOffers: 3, maxRounds: 9 } });
    story = story.after('Mon 10:00', seller, offer(5_000));
    const amounts = [24_000, 6_000, 23_000, 7_000, 22_000, 8_000];
    amounts.forEach((amount, n) => {
      story = story.after(`Mon 1${n}:30`, n % 2 === 0 ? buyer : seller, counter(amount));
    });
    const text = shown(requestMessage(modelOf(story), words, 'n'));
    expect(text).not.toContain('Mon 23 Nov, 10:00 · ');
    expect(text.match(/Mon 23 Nov, 1\d:30 · /gu)).toHaveLength(6);
    expect(text).toContain('Mon 23 Nov, 15:30 · Your shop named ฿80.00 instead of ฿220.00.');
  });

  it('says what rejecting told the buyer', () => {
    expect(shown(messageOf('rejected'))).toContain('Rejected, the items were sent\nAs agreed');
  });

  it('says that only two answers are left once the offers are used', () => {
    const model: RequestModel = modelOf(request({ policy: { maxOffers: 0 } }));
    expect(shown(requestMessage(model, words, 'n'))).toContain('Only approving or rejecting is left.');
  });
});

describe('the message of a request says what happens without the shop', () => {
  const half = {
    id: 'bowls',
    name: 'Bowls',
    enabled: true,
    at: { beforeDeadline: 1800 },
    when: {},
    then: { kind: 'partial_refund', percent: 50 },
  } as const;
  const seen = (story: Parameters<typeof modelOf>[0]) => requestMessage(modelOf(story), words, 'n1');
  const actions = (message: unknown) => buttonsOf(message).map(({ action_id }) => action_id);

  it('which rule acts, when, with what, and a button that holds it; nothing of it once it is held, acted or lapsed', () => {
    const waits = request({ rules: [half] });
    expect(JSON.stringify(seen(waits).blocks)).toContain('At Tue 24 Nov, 09:00 Parley offers ฿125.00, rule Bowls.');
    expect(actions(seen(waits))).toContain(actionId('hold_rule'));
    const silence = 'Without one, the platform approves it.';
    expect(JSON.stringify(seen(waits).blocks)).not.toContain(silence);
    expect(JSON.stringify(seen(waits.after('Mon 10:00', seller, holdRule())).blocks)).toContain(silence);
    for (const over of [
      waits.after('Mon 10:00', seller, holdRule()),
      waits.after('Tue 09:00', platform, passTime()),
      waits.after('Mon 10:00', seller, approve()),
    ]) {
      expect(JSON.stringify(seen(over).blocks)).not.toContain('rule Bowls');
      expect(actions(seen(over))).not.toContain(actionId('hold_rule'));
    }
    const approves = request({ rules: [{ ...half, then: { kind: 'approve' } }] });
    expect(JSON.stringify(seen(approves).blocks)).toContain('At Tue 24 Nov, 09:00 Parley approves, rule Bowls.');
  });

  it('that the buyer may still take what they had let go', () => {
    const policy = { secondThoughts: true };
    const letGo = request({ policy })
      .after('Mon 10:00', seller, offer(12_500))
      .after('Mon 11:00', buyer, rejectOffer());
    expect(JSON.stringify(seen(letGo).blocks)).toContain('The buyer may still take ฿125.00.');
    expect(JSON.stringify(seen(letGo.after('Mon 12:00', seller, approve())).blocks)).not.toContain('may still take');
  });
});
