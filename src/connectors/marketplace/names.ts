/**
 * How what belongs to a marketplace is called. A return is the Parley conversation `tiktok-shop:<return>` and the record
 * `tiktok-shop/return/<return>`, so that no table of pairs is kept.
 */
import type { RequestState } from '../../domain/request.ts';

export const conversationIdOf = (marketplace: string, returnId: string): string => `${marketplace}:${returnId}`;

/** The id of the return that a request is about; null for a request of somebody else's. */
export function returnOf({ facts }: Pick<RequestState, 'facts'>, marketplace: string): string | null {
  const id = facts.externalId;
  return id !== undefined && facts.conversationId === conversationIdOf(marketplace, id) ? id : null;
}

/** What a record stands for. */
export type Task = { kind: 'return'; id: string } | { kind: 'sweep' } | { kind: 'upkeep' };

export function recordIdOf(marketplace: string, task: Task): string {
  return task.kind === 'return' ? `${marketplace}/return/${task.id}` : `${marketplace}/${task.kind}`;
}

/** The marketplace and the task that a record's id names; null for an id that is none. */
export function taskOf(recordId: string): { marketplace: string; task: Task } | null {
  const [marketplace = '', kind, id] = recordId.split('/');
  if (kind === 'return' && id) return { marketplace, task: { kind, id } };
  return kind === 'sweep' || kind === 'upkeep' ? { marketplace, task: { kind } } : null;
}
