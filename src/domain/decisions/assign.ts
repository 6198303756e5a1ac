/** Somebody has it (rule 19): each side says who of its staff has a request in hand. No lock, and no deadline of its own. */
import type { ActorKind, AssigneeSide } from '../../contract/request.ts';
import type { AssignRequest } from '../command.ts';
import type { Draft } from '../draft.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { CLOSED, type RequestState } from '../request.ts';
import { isSameJson } from '../same-json.ts';

/** The side for which this kind of actor names one; undefined for those who have no staff. */
export function assigneeSideOf(kind: ActorKind): AssigneeSide | undefined {
  if (kind === 'seller') return 'shop';
  return kind === 'agent' ? 'agents' : undefined;
}

/** Whether that side's assignee is the one that is asked for. */
export function isAssigned(state: RequestState, { to }: AssignRequest, kind: ActorKind): boolean {
  const side = assigneeSideOf(kind);
  return side !== undefined && isSameJson(state.assignees?.[side] ?? null, to);
}

export function assign(draft: Draft, { to }: AssignRequest, kind: ActorKind): Refusal | undefined {
  const side = assigneeSideOf(kind);
  if (!side) return refuse('forbidden', `The ${kind} has no staff to give it to.`);
  if (CLOSED.has(draft.state.status)) {
    return refuse('conflict', `A request that is ${draft.state.status} is nobody's to have in hand any more.`);
  }
  draft.emit('request.assigned', { side, to });
  return undefined;
}
