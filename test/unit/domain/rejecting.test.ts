/** Rule 9: rejecting needs a reason the buyer can read. */
import { describe, it } from 'vitest';
import { given } from '../../support/decider.ts';
import { agent, buyer, reject, request, seller } from '../../support/story.ts';

const strict = request({
  policy: { rejectReasons: { items_were_sent: { evidence: true }, other: { evidence: false } } },
});
const photo = 'https://cdn.example/packed.jpg';

describe('rule 9: rejecting needs a reason', () => {
  it('rule 9: the code, the words and the evidence are told, and the request is closed', () => {
    given(strict)
      .when(reject({ text: 'Both bowls were packed', evidence: [photo] }), { by: seller, at: 'Mon 10:00' })
      .then([
        {
          type: 'request.rejected',
          actor: seller,
          data: { reason: 'items_were_sent', text: 'Both bowls were packed', evidence: [photo] },
        },
      ])
      .leaves({
        status: 'rejected',
        deadline: null,
        rejection: { reason: 'items_were_sent', text: 'Both bowls were packed', evidence: [photo] },
      });
  });

  it('rule 9: evidence is needed where the policy says so for that code', () => {
    given(strict).when(reject(), { by: seller, at: 'Mon 10:00' }).thenRefused('evidence_required');
    given(strict)
      .when(reject({ evidence: [] }), { by: seller, at: 'Mon 10:00' })
      .thenRefused('evidence_required');
    given(strict)
      .when(reject({ reason: 'other' }), { by: seller, at: 'Mon 10:00' })
      .then(['request.rejected']);
  });

  it("rule 9: a code that is not on the policy's list is refused", () => {
    given(strict)
      .when(reject({ reason: 'outside_window' }), { by: seller, at: 'Mon 10:00' })
      .thenRefused('invalid_body', { errors: [{ path: 'reason', message: expectAllowed }] });
  });

  it('rule 9: an agent may reject for the seller, a buyer may not', () => {
    given(request())
      .when(reject(), { by: agent, at: 'Mon 10:00' })
      .then([{ type: 'request.rejected', actor: agent }]);
    given(request()).when(reject(), { by: buyer, at: 'Mon 10:00' }).thenRefused('forbidden');
  });
});

const expectAllowed = 'is outside_window; the policy allows items_were_sent, other';
