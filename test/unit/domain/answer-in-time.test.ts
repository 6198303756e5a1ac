/** Rules 1 and 7: the seller's time to answer, and what an offer that ended leaves of it. */
import { describe, expect, it } from 'vitest';
import { solutionsNow } from '../../../src/domain/offers.ts';
import { given } from '../../support/decider.ts';
import {
  agent,
  approve,
  buyer,
  extend,
  offer,
  on,
  passTime,
  platform,
  refundOnly,
  reject,
  rejectOffer,
  request,
  seller,
  withdraw,
} from '../../support/story.ts';

const resume = { afterHandBack: 'resume', maxOffers: 3 } as const;

describe('rule 1: answer in time', () => {
  it('rule 1: a seller who stays silent for a working day has approved', () => {
    given(request())
      .when(passTime(), { by: platform, at: 'Tue 09:30' })
      .then([{ type: 'request.approved', actor: platform, data: { cause: 'timeout', dueAt: on('Tue 09:30') } }])
      .leaves({ status: 'awaiting_shipment', deadline: { kind: 'ship_by', at: on('Thu 09:30') } });
    given(request()).when(approve(), { by: seller, at: 'Tue 09:29:59.999' }).then(['request.approved']);
  });

  it('rule 1: the clock starts when the platform says the request opened', () => {
    const story = request({ openedAt: on('Mon 08:00'), arrives: 'Mon 09:30' });
    expect(story.state).toMatchObject({ openedAt: on('Mon 08:00'), deadline: { at: on('Tue 08:00') } });
  });

  it("rule 1: the marketplace's respondBy replaces the result", () => {
    const story = request({ respondBy: on('Mon 21:00') });
    expect(story.state.deadline).toEqual({ kind: 'respond_by', at: on('Mon 21:00'), overdue: false, extended: false });
  });

  it.each(['rejected', 'expired'] as const)('rule 1: a hand-back because the offer was %s starts it again', (cause) => {
    const story = request().after('Mon 10:00', seller, offer(12_500));
    const outcome =
      cause === 'rejected'
        ? given(story).when(rejectOffer(), { by: buyer, at: 'Tue 10:00', arrivedAt: 'Tue 09:59' })
        : given(story).when(passTime(), { by: platform, at: 'Tue 10:00' });
    outcome
      .then([
        cause === 'rejected' ? 'offer.rejected' : 'offer.expired',
        { type: 'request.handed_back', data: { cause, deadline: { kind: 'respond_by', at: on('Wed 10:00') } } },
      ])
      .leaves({ status: 'awaiting_seller', deadline: { at: on('Wed 10:00') } });
  });

  it('rule 1: with "resume" a rejected offer leaves the seller what was left when it was made', () => {
    // Opened Mon 09:30, offered at 15:30: 18 hours were left.
    const story = request({ policy: resume }).after('Mon 15:30', seller, offer(12_500));
    given(story)
      .when(rejectOffer(), { by: buyer, at: 'Mon 20:30' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Tue 14:30') } } }]);
    given(story)
      .when(passTime(), { by: platform, at: 'Tue 15:30' })
      .then(['offer.expired', { type: 'request.handed_back', data: { deadline: { at: on('Wed 09:30') } } }]);
  });

  it('rule 1: a withdrawal resumes whatever the policy says', () => {
    const story = request({ policy: { maxOffers: 2 } }).after('Mon 15:30', seller, offer(12_500));
    given(story)
      .when(withdraw(), { by: seller, at: 'Mon 20:30' })
      .then(['offer.withdrawn', { type: 'request.handed_back', data: { deadline: { at: on('Tue 14:30') } } }]);
  });

  it('rule 1: an offer at 23:59 withdrawn at once buys no time', () => {
    const opened = request({ arrives: 'Mon 23:00', policy: { maxOffers: 2 } });
    expect(opened.state.deadline?.at).toBe(on('Tue 23:00'));
    const offered = opened.after('Mon 23:59', seller, offer(12_500));
    const withdrawn = offered.after('Mon 23:59', seller, withdraw());
    expect(withdrawn.state.deadline).toEqual(opened.state.deadline);
  });

  it('rule 1: nor does one at 23:59 on the eve of a weekend, withdrawn on Saturday', () => {
    const opened = request({ arrives: 'Fri 23:00', policy: { maxOffers: 2 } });
    expect(opened.state.deadline?.at).toBe(on('Mon+1 23:00'));
    const withdrawn = opened.after('Fri 23:59', seller, offer(12_500)).after('Sat 12:00', seller, withdraw());
    // One minute of Friday's working time passed while the offer waited.
    expect(withdrawn.state.deadline?.at).toBe(on('Mon+1 23:01'));
  });

  it('rule 1: offering and withdrawing again and again moves the deadline only by the time that passed', () => {
    let story = request({ policy: { maxOffers: 20 } });
    for (let hour = 10; hour < 20; hour += 1) {
      story = story.after(`Mon ${hour}:00`, seller, offer(12_500)).after(`Mon ${hour}:10`, seller, withdraw());
    }
    expect(story.state.deadline?.at).toBe(on('Tue 11:10'));
  });

  it('rule 1: what is left of working days is counted in working time', () => {
    // Opened Fri 15:00, due Mon 15:00. Offered Fri 18:00: 6 h of Friday and 15 h of Monday left.
    const story = request({ arrives: 'Fri 15:00', policy: resume }).after('Fri 18:00', seller, offer(12_500));
    given(story)
      .when(rejectOffer(), { by: buyer, at: 'Sat 10:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Mon+1 21:00') } } }]);
  });

  it('rule 1: a resumed deadline leaves at least an hour', () => {
    const story = request({ policy: resume }).after('Tue 09:20', seller, offer(12_500));
    given(story)
      .when(withdraw(), { by: seller, at: 'Tue 09:25' })
      .then(['offer.withdrawn', { type: 'request.handed_back', data: { deadline: { at: on('Tue 10:25') } } }]);
    const friday = request({ arrives: 'Thu 23:50', policy: resume }).after('Fri 23:45', seller, offer(12_500));
    given(friday)
      .when(rejectOffer(), { by: buyer, at: 'Sat 12:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Mon+1 01:00') } } }]);
  });

  it('rule 1: the hour is given once a request; after it, what was left', () => {
    let story = request({ policy: { maxOffers: 20 } });
    // Due Tue 09:30. The hour makes it 10:25; each later withdrawal adds the minutes that the offer waited.
    for (let minute = 20; minute < 40; minute += 2) {
      story = story.after(`Tue 09:${minute}`, seller, offer(12_500)).after(`Tue 09:${minute + 1}`, seller, withdraw());
    }
    expect(story.state.deadline?.at).toBe(on('Tue 10:30'));
  });

  it('rule 1: with nothing left the platform approves in the same commit', () => {
    const policy = { ...resume, offerExpires: { value: 4, unit: 'calendar_day' } } as const;
    // Due Fri 22:50. The hour of Fri 23:00 ends with the day, which is Mon 00:00; on Saturday nothing is left of it.
    const story = request({ arrives: 'Thu 22:50', policy })
      .after('Fri 22:45', seller, offer(12_500))
      .after('Fri 23:00', seller, withdraw())
      .after('Sat 10:00', seller, offer(12_500));
    given(story)
      .when(withdraw(), { by: seller, at: 'Sun 12:00' })
      .then(['offer.withdrawn', { type: 'request.handed_back', data: { deadline: { at: on('Mon+1 00:00') } } }]);
    given(story)
      .when(withdraw(), { by: seller, at: 'Mon+1 10:00' })
      .then([
        'offer.withdrawn',
        { type: 'request.handed_back', data: { deadline: { at: on('Mon+1 10:00') } } },
        { type: 'request.approved', actor: platform, data: { cause: 'timeout', dueAt: on('Mon+1 10:00') } },
      ])
      .leaves({ status: 'awaiting_shipment' });
  });

  it("rule 1: and never after a rule's own offer", () => {
    const byRule = { ...seller, userId: 'rule:bowls' };
    const story = request({ policy: resume }).after('Tue 09:20', byRule, offer(12_500));
    given(story)
      .when(rejectOffer(), { by: buyer, at: 'Tue 12:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Tue 12:10') } } }]);
  });

  it('rule 1: or the whole of respondBy where that is shorter than an hour', () => {
    const quick = { ...resume, respondBy: { value: 10, unit: 'minute' } } as const;
    const story = request({ policy: quick }).after('Mon 09:38', seller, offer(12_500));
    given(story)
      .when(rejectOffer(), { by: buyer, at: 'Mon 12:00' })
      .then(['offer.rejected', { type: 'request.handed_back', data: { deadline: { at: on('Mon 12:10') } } }]);
  });

  it("rule 1: the marketplace's own deadline runs on elapsed time, however often it is resumed", () => {
    // Due Sun 12:00. Offered Fri 18:00 with 42 hours left.
    const opened = request({ arrives: 'Fri 12:00', respondBy: on('Sun 12:00'), policy: { maxOffers: 3 } });
    const once = opened.after('Fri 18:00', seller, offer(12_500)).after('Fri 20:00', seller, withdraw());
    expect(once.state.deadline?.at).toBe(on('Sun 14:00'));
    const twice = once.after('Sat 10:00', seller, offer(12_500)).after('Sat 13:00', seller, withdraw());
    expect(twice.state.deadline?.at).toBe(on('Sun 17:00'));
  });

  it("rule 1: after a restart the clock is the policy's", () => {
    const opened = request({ arrives: 'Fri 12:00', respondBy: on('Sun 12:00'), policy: { maxOffers: 3 } });
    const restarted = opened.after('Fri 18:00', seller, offer(12_500)).after('Fri 20:00', buyer, rejectOffer());
    expect(restarted.state.deadline?.at).toBe(on('Mon+1 20:00'));
    const resumed = restarted.after('Fri 22:00', seller, offer(12_500)).after('Sat 12:00', seller, withdraw());
    // 2 hours of Friday and 20 of Monday were left; two of working time passed while the offer waited.
    expect(resumed.state.deadline?.at).toBe(on('Mon+1 22:00'));
  });

  it('rule 1: an extension of the paused deadline is not lost, and not given twice', () => {
    const story = request({ policy: { maxOffers: 2 } })
      .after('Mon 10:00', agent, extend(3600))
      .after('Mon 11:00', seller, offer(12_500))
      .after('Mon 11:00', seller, withdraw());
    expect(story.state.deadline).toEqual({ kind: 'respond_by', at: on('Tue 10:30'), overdue: false, extended: true });
    given(story).when(extend(60), { by: agent, at: 'Mon 12:00' }).thenRefused('extension_used');
  });
});

describe('rule 7: hand-back and the number of offers', () => {
  const once = request().after('Mon 10:00', seller, offer(12_500));

  it('rule 7: by default one offer, then only approve and reject are left', () => {
    const handedBack = once.after('Mon 11:00', buyer, rejectOffer('I need the bowl'));
    expect(handedBack.history.at(-1)?.data).toMatchObject({ cause: 'rejected', offersLeft: 0 });
    expect(solutionsNow(handedBack.state, on('Mon 10:00'))).toEqual(['approve', 'reject']);
    for (const ask of [offer(20_000), refundOnly()]) {
      given(handedBack).when(ask, { by: seller, at: 'Mon 12:00' }).thenRefused('offer_limit_reached');
    }
    given(handedBack).when(approve(), { by: seller, at: 'Mon 12:00' }).then(['request.approved']);
    given(handedBack).when(reject(), { by: seller, at: 'Mon 12:00' }).then(['request.rejected']);
  });

  it('rule 7: a withdrawn offer counts too', () => {
    given(once.after('Mon 11:00', seller, withdraw()))
      .when(offer(20_000), { by: seller, at: 'Mon 12:00' })
      .thenRefused('offer_limit_reached');
  });

  it('rule 7: an expired offer counts too', () => {
    given(once.after('Tue 10:00', platform, passTime()))
      .when(offer(20_000), { by: seller, at: 'Tue 12:00' })
      .thenRefused('offer_limit_reached');
  });

  it('rule 7: maxOffers 2 leaves one more, and says so', () => {
    const story = request({ policy: { maxOffers: 2 } }).after('Mon 10:00', seller, offer(12_500));
    const outcome = given(story).when(rejectOffer(), { by: buyer, at: 'Mon 11:00' });
    outcome.then(['offer.rejected', { type: 'request.handed_back', actor: platform, data: { offersLeft: 1 } }]);
    given(outcome.state)
      .when(offer(20_000), { by: seller, at: 'Mon 12:00' })
      .then([{ type: 'offer.proposed', data: { offer: { round: 1 } } }]);
  });

  it('rule 7: maxOffers 0 means the shop never offers money', () => {
    const story = request({ policy: { maxOffers: 0 } });
    expect(solutionsNow(story.state, on('Mon 10:00'))).toEqual(['approve', 'reject']);
    given(story).when(refundOnly(), { by: seller, at: 'Mon 10:00' }).thenRefused('offer_limit_reached');
  });

  it("rule 7: the offer's answer is kept, with its words", () => {
    const { offers } = once.after('Mon 11:00', buyer, rejectOffer('I need the bowl')).state;
    expect(offers).toMatchObject([
      { status: 'rejected', answer: { by: 'buyer', at: on('Mon 11:00'), text: 'I need the bowl' } },
    ]);
  });
});
