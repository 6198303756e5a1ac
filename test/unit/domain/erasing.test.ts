/** Section 4 and rule 16: erasing what a request holds of its buyer. */
import { describe, expect, it } from 'vitest';
import { ERASED } from '../../../src/contract/erased-mark.ts';
import { StoredEvent } from '../../../src/contract/event.ts';
import { erased } from '../../../src/domain/erased.ts';
import { replay } from '../../../src/domain/evolve.ts';
import { eraseAt, wakeAt } from '../../../src/domain/request.ts';
import { buyer, cancel, integrator, offer, rejectOffer, request, seller, update } from '../../support/story.ts';

const told = request({ buyerName: 'Ananda', policy: { keepPersonalDays: 30, maxOffers: 2 } })
  .after('Mon 10:00', seller, offer(12_500, 'For you, Ananda'))
  .after('Mon 11:00', buyer, rejectOffer('Ananda is not content'))
  .after('Mon 12:00', integrator, update({ metadata: { mail: 'ananda@mail.example' } }))
  .after('Tue 09:00', buyer, cancel('Ananda found it'));
const gone = told.erased('Wed 09:00');

describe('section 4: erasing', () => {
  it('takes the words, and leaves amounts, times, ids and decisions', () => {
    expect(JSON.stringify(gone.history)).not.toMatch(/ananda/iu);
    expect(gone.state).toMatchObject({
      status: 'cancelled',
      facts: { buyerId: 'buyer-1', buyerName: ERASED, text: ERASED, metadata: {} },
      cancellation: { by: 'buyer', text: ERASED },
      claimValue: told.state.claimValue,
      closedAt: told.state.closedAt,
    });
    expect(gone.state.offers.map(({ amount, status, note }) => [amount, status, note])).toEqual(
      told.state.offers.map(({ amount, status }) => [amount, status, ERASED]),
    );
    expect(gone.history.map(({ id, seq, type, at, actor }) => [id, seq, type, at, actor]).slice(0, -1)).toEqual(
      told.history.map(({ id, seq, type, at, actor }) => [id, seq, type, at, actor]),
    );
  });

  it('leaves a history that replays, without gaps, in shapes that an import takes', () => {
    expect(replay(gone.history)).toEqual(gone.state);
    expect(gone.history.at(-1)).toMatchObject({ type: 'request.erased', data: {}, seq: gone.history.length });
    for (const event of gone.history) expect(StoredEvent.safeParse(event).error?.issues ?? []).toEqual([]);
  });

  it('changes nothing where it was done before', () => {
    for (const { data } of gone.history) expect(erased(data)).toEqual(data);
  });

  it('section 8: is due so many days after the request closed, and then no more until something is added', () => {
    expect(eraseAt(told.state)).toBe(new Date(Date.parse(told.state.updatedAt) + 30 * 86_400_000).toISOString());
    expect(wakeAt(told.state)).toBe(eraseAt(told.state));
    expect(eraseAt(gone.state)).toBeNull();
    // To clear away what lies around it.
    expect(wakeAt(gone.state)).toBe(gone.state.updatedAt);
    const added = gone.after('Thu 09:00', integrator, update({ metadata: { more: 'words' } }));
    expect(eraseAt(added.state)).toBe(eraseAt(told.state));
  });

  it('section 8: is never due while the policy keeps it, or the request is open', () => {
    expect(eraseAt(request().after('Mon 10:00', buyer, cancel('No')).state)).toBeNull();
    expect(eraseAt(request({ policy: { keepPersonalDays: 30 } }).state)).toBeNull();
  });
});
