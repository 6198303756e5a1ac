/** What enters by a file can be carried by every card's button, or is refused where it enters. */
import { describe, expect, it } from 'vitest';
import { choiceIn, MOST_VALUE_BYTES, valuesOf } from '../../../src/application/cards/values.ts';
import { plainView } from '../../../src/application/queries.ts';
import { checkLine } from '../../../src/cli/check.ts';
import { offer, request, seller } from '../../support/story.ts';

const AT = '2026-11-23T03:00:00.000Z';
const money = { amount: 12_500, currency: 'THB' };
const home = { buyerZone: 'Asia/Bangkok', sellerZone: 'Asia/Bangkok' };

/** Every line that names a request, written as an export writes it, of a request with this id. */
function linesOf(requestId: string, offerId = `ofr_${requestId.replace(/^req_/u, '')}-1`): Record<string, object> {
  const { state, history } = request().after('Mon 10:00', seller, offer(12_500));
  const renamed = (json: object) =>
    JSON.parse(
      JSON.stringify(json)
        .replaceAll(`"${state.id}"`, JSON.stringify(requestId))
        .replaceAll(`"${state.offers[0]?.id}"`, JSON.stringify(offerId))
        .replaceAll(`"evt_${state.id.replace(/^req_/u, '')}-`, `"evt_${requestId.replace(/^req_/u, '')}-`),
    );
  const pending = plainView(state).offers[0];
  const card = {
    requestId,
    offer: { ...pending, id: offerId },
    claimValue: money,
    items: [],
    counterRange: null,
    next: { status: 'negotiating', waitingOn: 'buyer', deadlineAt: null },
    buyerId: 'buyer-1',
    sellerId: 'shop-1',
    home,
  };
  const said = (body: object) => ({
    kind: 'conversation',
    conversation: { id: 'conv-1', buyerId: 'buyer-1', sellerId: 'shop-1' },
    messages: [
      {
        id: 'msg_1',
        conversationId: 'conv-1',
        seq: 1,
        change: 1,
        revision: 1,
        at: AT,
        author: { role: 'seller', id: 'shop-1' },
        body,
      },
    ],
    reads: [],
  });
  return {
    request: renamed({ kind: 'request', request: plainView(state), events: history }),
    card: said({ kind: 'card', card }),
    notice: said({ kind: 'system', notice: { requestId, type: 'request.approved', params: {}, home } }),
    note: {
      kind: 'note',
      note: {
        id: 'note_1',
        requestId,
        sellerId: 'shop-1',
        at: AT,
        author: { role: 'seller', id: 'shop-1' },
        audience: 'shop',
        text: 'Look at the scale',
      },
    },
  };
}
const KINDS = Object.keys(linesOf('req_1'));

function refusalOf(line: object | undefined): { code: string; message: string } | null {
  const checked = checkLine({ text: JSON.stringify(line) });
  return 'wrong' in checked ? checked.wrong : null;
}

describe('A line that names a request', () => {
  it.each(KINDS)('%s: with an id that a button carries is taken, and the button finds the way back', (kind) => {
    const longest = `req_${'a_-Z9'.repeat(8)}`;
    for (const id of ['req_1', longest]) expect(refusalOf(linesOf(id)[kind])).toBeNull();
    const offerId = `ofr_${longest.slice(4)}-1`;
    const value = valuesOf({ requestId: longest, offerId }, ['secret'])('accept');
    expect(Buffer.byteLength(value)).toBeLessThanOrEqual(MOST_VALUE_BYTES);
    expect(choiceIn(value)).toEqual({ action: 'accept', requestId: longest, offerId });
  });

  const UNCARRIED = ['req_a:b', 'req_a/b', 'req_a.b', 'req_a+b', 'req_', `req_${'x'.repeat(41)}`, 'order-1', 'a:b'];
  const cases = KINDS.flatMap((kind) => UNCARRIED.map((id) => [kind, id] as const));
  it.each(cases)('%s: with the id %s is refused with a sentence', (kind, id) => {
    expect(refusalOf(linesOf(id)[kind])).toMatchObject({
      code: 'invalid_body',
      message: expect.stringMatching(
        /must be an id of a request, such as req_01k: at most 40 letters, digits, - and _/u,
      ),
    });
  });

  it.each(['ofr_1-1:x', 'ofr_1/1', 'ofr_2-1', 'ofr_1-0', 'ofr_1-1-1', 'offer'])(
    'and an offer of it with the id %s is refused with a sentence',
    (offerId) => {
      const { request: history, card } = linesOf('req_1', offerId);
      for (const line of [history, card]) {
        expect(refusalOf(line)).toMatchObject({ code: 'invalid_body', message: expect.stringContaining('must be') });
      }
    },
  );
});
