/** Rule 19: somebody has it. */
import { describe, expect, it } from 'vitest';
import { seesEvent, viewRequest } from '../../../src/application/queries.ts';
import { allowedActions } from '../../../src/domain/actions.ts';
import { given } from '../../support/decider.ts';
import { agent, approve, assign, buyer, cancel, integrator, offer, on, request, seller } from '../../support/story.ts';

const mali = { id: 'staff-7', name: 'Mali' };
const som = { id: 'staff-8' };
const callerOf = (role: 'buyer' | 'seller' | 'agent') => ({ kind: 'person', person: { role, id: 'x' } }) as const;
const taken = request().after('Mon 10:00', seller, assign(mali)).after('Mon 10:01', agent, assign(som));

describe('rule 19: somebody has it', () => {
  it('rule 19: a member of staff takes it, gives it to another, and lets it go', () => {
    given(request())
      .when(assign(mali), { by: seller, at: 'Mon 10:00' })
      .then([{ type: 'request.assigned', actor: seller, data: { side: 'shop', to: mali } }])
      .leaves({ assignees: { shop: mali }, status: 'awaiting_seller' });
    given(taken)
      .when(assign(som), { by: seller, at: 'Mon 11:00' })
      .then([{ type: 'request.assigned', data: { side: 'shop', to: som } }])
      .leaves({ assignees: { shop: som, agents: som } });
    given(taken)
      .when(assign(null), { by: agent, at: 'Mon 11:00' })
      .then([{ type: 'request.assigned', data: { side: 'agents', to: null } }])
      .leaves({ assignees: { shop: mali } });
  });

  it('rule 19: who has it already has it: nothing happens again', () => {
    given(taken).when(assign(mali), { by: seller, at: 'Mon 11:00' }).thenNothing();
    given(request()).when(assign(null), { by: agent, at: 'Mon 11:00' }).thenNothing();
  });

  it('rule 19: it is no lock: others go on, and the deadline runs as it ran', () => {
    given(taken).when(offer(12_500), { by: agent, at: 'Mon 11:00' }).then(['offer.proposed']);
    expect(taken.state.deadline).toEqual(request().state.deadline);
  });

  it('rule 19: it is for shops and agents, while the request is open', () => {
    for (const by of [buyer, integrator]) {
      given(request()).when(assign(mali), { by, at: 'Mon 10:00' }).thenRefused('forbidden');
      expect(allowedActions(request().state, by.kind, on('Mon 10:00'))).not.toContain('assign');
    }
    const cancelled = request().after('Mon 10:00', buyer, cancel());
    given(cancelled).when(assign(mali), { by: seller, at: 'Mon 10:01' }).thenRefused('conflict');
    const approved = request().after('Mon 10:00', seller, approve());
    for (const by of [seller, agent]) {
      expect(allowedActions(approved.state, by.kind, on('Mon 10:01'))).toContain('assign');
      expect(allowedActions(cancelled.state, by.kind, on('Mon 10:01'))).not.toContain('assign');
    }
  });

  it('rule 19: buyers never see it, and a shop does not see the agents’', () => {
    const seenBy = (role: 'buyer' | 'seller' | 'agent') => viewRequest(taken.state, callerOf(role), 0).assignees;
    expect(seenBy('buyer')).toBeUndefined();
    expect(seenBy('seller')).toEqual({ shop: mali });
    expect(seenBy('agent')).toEqual({ shop: mali, agents: som });
    const sides = (role: 'buyer' | 'seller' | 'agent') =>
      taken.history
        .filter((event) => seesEvent(event, callerOf(role)))
        .flatMap(({ type, data }) => (type === 'request.assigned' ? [data.side] : []));
    expect(sides('buyer')).toEqual([]);
    expect(sides('seller')).toEqual(['shop']);
    expect(sides('agent')).toEqual(['shop', 'agents']);
  });
});
