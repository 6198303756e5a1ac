/** Rule 5: answers race, one wins, repeats are recognised. */
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../src/contract/request.ts';
import { baht } from '../../support/builders.ts';
import { given } from '../../support/decider.ts';
import {
  type Ask,
  accept,
  agent,
  approve,
  buyer,
  cancel,
  counter,
  extend,
  integrator,
  logistics,
  offer,
  offerPercent,
  passTime,
  platform,
  refund,
  refundedAlready,
  refundOnly,
  reject,
  rejectOffer,
  request,
  type Story,
  seen,
  seller,
  ship,
  update,
  withdraw,
} from '../../support/story.ts';

const offered = request({ policy: { maxRounds: 3, maxOffers: 2 } }).after('Mon 10:00', seller, offer(12_500, 'Sorry'));

describe('rule 5: exactly one answer closes the offer', () => {
  const winners: [[string, Actor, Ask, string], ...[string, Actor, Ask, string][]] = [
    ['accept', buyer, accept(), 'accepted'],
    ['reject', buyer, rejectOffer(), 'rejected'],
    ['counter', buyer, counter(20_000), 'countered'],
    ['withdraw', seller, withdraw(), 'withdrawn'],
    ['cancel', buyer, cancel(), 'superseded'],
    ['expiry', platform, passTime(), 'expired'],
  ];
  const losers: [[string, Actor, Ask], ...[string, Actor, Ask][]] = [
    ['accept', buyer, accept(1)],
    ['reject', buyer, rejectOffer('No, thank you', 1)],
    ['counter', buyer, counter(21_000, undefined, 1)],
    ['withdraw', seller, withdraw('A mistake', 1)],
  ];
  const races = winners.flatMap(([first, by, ask, status]) =>
    losers
      .filter(([second]) => second !== first)
      .map(([second, late, lost]) => ({ first, second, by, ask, status, late, lost })),
  );

  it.each(races)('rule 5: after $first, $second is a conflict', ({ first, by, ask, status, late, lost }) => {
    const closed = offered.after(first === 'expiry' ? 'Tue 10:00' : 'Mon 11:00', by, ask);
    expect(closed.state.offers[0]?.status).toBe(status);
    // It arrived in time, but the other one was committed first.
    given(closed)
      .when(lost, { by: late, at: 'Tue 10:00', arrivedAt: 'Mon 11:00' })
      .thenRefused('conflict', { requestStatus: closed.state.status, offerStatus: status });
  });

  it.each([
    ['accept', 'was accepted already'],
    ['reject', 'was rejected already'],
    ['counter', 'was answered with a counter-offer'],
    ['withdraw', 'was withdrawn'],
    ['cancel', 'ended with the cancelled request'],
  ])('rule 5: after %s, the refusal says that the offer %s', (first, words) => {
    const [, by, ask] = winners.find(([name]) => name === first) ?? winners[0];
    const [, late, lost] = losers.find(([name]) => name !== first) ?? losers[0];
    given(offered.after('Mon 11:00', by, ask))
      .when(lost, { by: late, at: 'Mon 11:00' })
      .thenRefused('conflict', { detail: `The offer ${words}.` });
  });

  it('rule 5: an earlier offer is told apart from the one that waits', () => {
    const again = offered.after('Mon 11:00', seller, withdraw()).after('Mon 12:00', seller, offer(20_000));
    given(again)
      .when(accept(1), { by: buyer, at: 'Mon 13:00' })
      .thenRefused('conflict', { detail: 'The offer was withdrawn.' });
    given(again).when(accept(2), { by: buyer, at: 'Mon 13:00' }).then(['offer.accepted', 'refund.requested']);
  });

  it('rule 5: a command that is legal afterwards still takes effect', () => {
    given(offered.after('Mon 11:00', buyer, rejectOffer()))
      .when(cancel(), { by: buyer, at: 'Mon 11:00' })
      .then(['request.cancelled']);
    given(offered.after('Mon 11:00', seller, withdraw()))
      .when(cancel(), { by: agent, at: 'Mon 11:00' })
      .then(['request.cancelled']);
    given(offered.after('Mon 11:00', buyer, rejectOffer()))
      .when(offer(20_000), { by: seller, at: 'Mon 11:00' })
      .then(['offer.proposed']);
  });

  it('rule 5: accepting asks for the refund', () => {
    given(offered)
      .when(accept(), { by: buyer, at: 'Mon 11:00' })
      .then([
        { type: 'offer.accepted', actor: buyer },
        { type: 'refund.requested', actor: platform, data: { refund: { amount: baht(12_500) } } },
      ])
      .leaves({ status: 'settling', offers: [{ status: 'accepted', answer: { by: 'buyer' } }] });
  });

  it("rule 5: a cancelled request's pending offer is superseded", () => {
    given(offered)
      .when(cancel(), { by: buyer, at: 'Mon 11:00' })
      .then(['request.cancelled'])
      .leaves({ status: 'cancelled', offers: [{ status: 'superseded' }] });
  });

  it('rule 5: nobody answers for the other side', () => {
    for (const ask of [accept(), rejectOffer(), counter(20_000)]) {
      for (const by of [seller, agent, platform]) {
        given(offered).when(ask, { by, at: 'Mon 11:00' }).thenRefused('forbidden');
      }
    }
    given(offered).when(withdraw(), { by: buyer, at: 'Mon 11:00' }).thenRefused('forbidden');
  });

  it('rule 5: who may not is told for whom it is', () => {
    const countered = offered.after('Mon 11:00', buyer, counter(20_000));
    const answers = (by: string, side: string, kind: string) => ({
      detail: `An offer by the ${by} is answered by the ${side}, not by the ${kind}.`,
    });
    const theirs = (kind: string) => ({ detail: `This is not for the ${kind} to do.` });
    const refused = (story: Story, ask: Ask, by: Actor, told: { detail: string }) =>
      given(story).when(ask, { by, at: 'Mon 12:00' }).thenRefused('forbidden', told);
    for (const ask of [accept(), rejectOffer(), counter(15_000)]) {
      refused(offered, ask, agent, answers('seller', 'buyer', 'agent'));
      refused(countered, ask, buyer, answers('buyer', 'seller', 'buyer'));
    }
    refused(offered, withdraw(), buyer, theirs('buyer'));
    refused(countered, withdraw(), buyer, theirs('buyer'));
    refused(offered, approve(), buyer, theirs('buyer'));
    refused(offered, extend(60), seller, theirs('seller'));
    refused(offered, passTime(), integrator, { detail: 'Only the clock passes time.' });
    refused(offered, refund('confirmed'), seller, { detail: 'Only the integrator may report this.' });
  });

  it('rule 5: an offer the request never had is not found', () => {
    given(offered)
      .when(() => ({ type: 'AcceptOffer', offerId: 'ofr_other' }), { by: buyer, at: 'Mon 11:00' })
      .thenRefused('not_found');
  });
});

describe('rule 5: a repeat is answered with the request as it stands', () => {
  const shipped = request().after('Mon 10:00', seller, approve()).after('Mon 11:00', seller, ship());
  const settling = request().after('Mon 10:00', seller, refundOnly());
  const repeats: [string, Story, Actor, Ask, Ask][] = [
    ['approve', request(), seller, approve(), reject()],
    ['reject', request(), seller, reject({ evidence: ['https://cdn.example/a.jpg'] }), reject()],
    ['reject with other words', request(), seller, reject(), reject({ text: 'Other words' })],
    ['offer', request(), seller, offer(12_500, 'Sorry'), offer(12_501, 'Sorry')],
    ['offer with a note', request(), seller, offer(12_500, 'Sorry'), offer(12_500)],
    ['offer by percent', request(), seller, offerPercent(50), offerPercent(51)],
    ['refund_only', request(), seller, refundOnly(), refundOnly('Sorry')],
    ['an offer approved at once', request(), seller, offer(25_000), offer(26_000)],
    ['reject an offer', offered, buyer, rejectOffer('No', 1), rejectOffer('Never', 1)],
    ['counter', offered, buyer, counter(20_000, 'Please', 1), counter(19_000, 'Please', 1)],
    ['counter with other words', offered, buyer, counter(20_000, 'Please', 1), counter(20_000, 'Now', 1)],
    ['withdraw', offered, seller, withdraw('A mistake', 1), withdraw('Oh', 1)],
    ['cancel', offered, buyer, cancel('Found it'), cancel('Lost it')],
    ['ship', request().after('Mon 10:00', seller, approve()), seller, ship('TH1'), ship('TH2')],
    ['confirm a refund', settling, integrator, refund('confirmed', { reference: 'r-1' }), refund('confirmed')],
  ];

  it.each(repeats)('rule 5: %s', (_, story, by, ask, other) => {
    const done = story.after('Mon 12:00', by, ask);
    given(done).when(ask, { by, at: 'Mon 12:01' }).thenNothing();
    given(done).when(other, { by, at: 'Mon 12:01' }).thenRefused('conflict');
  });

  it('rule 5: accept', () => {
    const done = offered.after('Mon 11:00', buyer, accept());
    given(done).when(accept(1), { by: buyer, at: 'Mon 11:01' }).thenNothing();
    given(done).when(rejectOffer(undefined, 1), { by: buyer, at: 'Mon 11:01' }).thenRefused('conflict');
  });

  it('rule 5: extend', () => {
    const done = request().after('Mon 10:00', agent, extend(3600));
    given(done).when(extend(3600), { by: agent, at: 'Mon 10:01' }).thenNothing();
    given(done).when(extend(1800), { by: agent, at: 'Mon 10:01' }).thenRefused('extension_used');
    given(done).when(extend(3600, 'Other words'), { by: agent, at: 'Mon 10:01' }).thenRefused('extension_used');
  });

  it('rule 5: logistics events and corrections', () => {
    const report = logistics(seen('Mon 13:00', 'picked_up'));
    given(shipped.after('Mon 14:00', integrator, report))
      .when(report, { by: integrator, at: 'Mon 14:01' })
      .thenNothing();
    const patch = update({ alreadyRefunded: baht(100), metadata: { a: 'b' } });
    given(request().after('Mon 10:00', integrator, patch))
      .when(patch, { by: integrator, at: 'Mon 10:01' })
      .thenNothing();
  });

  it('rule 5: it is recognised before anything else, a passed deadline included', () => {
    // The first attempt took effect, its answer got lost, the retry arrives when the next deadline has passed.
    const handedBack = offered.after('Mon 11:00', buyer, rejectOffer('No'));
    given(handedBack).when(rejectOffer('No', 1), { by: buyer, at: 'Fri 11:00' }).thenNothing();
    given(offered).when(offer(12_500, 'Sorry'), { by: seller, at: 'Fri 11:00' }).thenNothing();
  });

  it('rule 5: it is recognised in whatever state the request is by then', () => {
    given(shipped).when(approve(), { by: seller, at: 'Mon 12:00' }).thenNothing();
    const settled = offered.after('Mon 11:00', buyer, accept()).after('Mon 12:00', integrator, refund('confirmed'));
    given(settled).when(accept(1), { by: buyer, at: 'Tue 12:00' }).thenNothing();
    given(settled).when(offer(12_500, 'Sorry'), { by: seller, at: 'Tue 12:00' }).thenNothing();
  });

  it('rule 5: a refund_only stays the same offer when the refund has been paid since', () => {
    const paid = settling.after('Mon 11:00', integrator, refundedAlready(40_000));
    given(paid).when(refundOnly(), { by: seller, at: 'Mon 12:00' }).thenNothing();
    given(paid.after('Mon 11:30', integrator, refund('confirmed')))
      .when(refundOnly(), { by: seller, at: 'Mon 12:00' })
      .thenNothing();
  });

  it('rule 5: an agent and the seller are the same side, the buyer is not', () => {
    const approved = request().after('Mon 10:00', agent, approve());
    given(approved).when(approve(), { by: seller, at: 'Mon 10:01' }).thenNothing();
    const cancelled = request().after('Mon 10:00', agent, cancel());
    given(cancelled).when(cancel(), { by: buyer, at: 'Mon 10:01' }).thenRefused('conflict');
  });

  it("rule 5: the platform's own approval is nobody's repeat", () => {
    given(request().after('Tue 09:30', platform, passTime()))
      .when(approve(), { by: seller, at: 'Tue 10:00', arrivedAt: 'Tue 09:29' })
      .thenRefused('conflict', { requestStatus: 'awaiting_shipment' });
  });

  it('rule 5: the same offer after it was rejected is a new one', () => {
    given(offered.after('Mon 11:00', buyer, rejectOffer()))
      .when(offer(12_500, 'Sorry'), { by: seller, at: 'Mon 12:00' })
      .then([{ type: 'offer.proposed', data: { offer: { round: 1 } } }]);
  });
});
