/**
 * A return that its buyer edits goes on under a new id, and the old one is closed. Parley's request goes on too: it takes
 * the new id, and the one before names it still.
 */
import type { Commands } from '../../application/commands.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { RequestStore } from '../../application/ports/requests.ts';
import { CLOSED, type RequestState } from '../../domain/request.ts';
import { returnOf, subjectOf } from './names.ts';
import type { Look, Marketplace } from './port.ts';

export interface FollowingParts {
  requests: Pick<RequestStore, 'findByExternalId'>;
  commands: Pick<Commands, 'execute'>;
  clock: Clock;
}

/** A buyer who edits again and again is followed this far back. */
const MOST_EDITS = 10;

/** The request about the return, under this id or one that it had before. Throws MarketplaceError. */
export type RequestOf = (marketplace: Marketplace, look: Look) => Promise<RequestState | null>;

export function createFollowing({ requests, commands, clock }: FollowingParts): RequestOf {
  async function rename(state: RequestState, { name }: Marketplace, returnId: string): Promise<RequestState> {
    const outcome = await commands.execute(
      state.id,
      { type: 'UpdateRequest', patch: { externalId: returnId } },
      {
        actor: { kind: 'integrator', id: name },
        arrivedAt: new Date(clock.now()).toISOString(),
        commandId: `${subjectOf(name, { kind: 'return', id: returnId })}/follows`,
        retried: true,
      },
    );
    return outcome.ok ? outcome.state : state;
  }

  return async (marketplace, { seen }) => {
    const known = await requests.findByExternalId(seen.id);
    if (known) return known;
    let before = seen.follows;
    for (let edits = 0; before !== null && edits < MOST_EDITS; edits += 1) {
      const earlier = await requests.findByExternalId(before);
      if (earlier) {
        const goesOn = returnOf(earlier, marketplace.name) !== null && !CLOSED.has(earlier.status);
        return goesOn ? rename(earlier, marketplace, seen.id) : null;
      }
      before = (await marketplace.look(before))?.seen.follows ?? null;
    }
    return null;
  };
}
