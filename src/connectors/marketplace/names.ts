/**
 * How what belongs to a marketplace is called. A return is the Parley conversation `tiktok-shop:<return>` and the subject
 * `tiktok-shop/return/<return>`, so that no table of pairs is kept.
 */
import type { RequestState } from '../../domain/request.ts';

export const conversationIdOf = (marketplace: string, returnId: string): string => `${marketplace}:${returnId}`;

/**
 * The id of the return that a request is about; null for a request of somebody else's. A return that its buyer edits gets
 * a new id, the conversation keeps its own.
 */
export function returnOf({ facts }: Pick<RequestState, 'facts'>, marketplace: string): string | null {
  const { externalId, conversationId } = facts;
  return externalId !== undefined && conversationId.startsWith(conversationIdOf(marketplace, '')) ? externalId : null;
}

/** What a subject stands for. */
export type Task = { kind: 'return'; id: string } | { kind: 'sweep' } | { kind: 'upkeep' };

export function subjectOf(marketplace: string, task: Task): string {
  return task.kind === 'return' ? `${marketplace}/return/${task.id}` : `${marketplace}/${task.kind}`;
}

/** What keeps the way in open has a lane of its own. */
export const laneOf = (marketplace: string, task: Task): string =>
  task.kind === 'upkeep' ? subjectOf(marketplace, task) : marketplace;

/** The marketplace and the task that a subject names; null for one that names none. */
export function taskOf(subject: string): { marketplace: string; task: Task } | null {
  const [marketplace = '', kind, id] = subject.split('/');
  if (kind === 'return' && id) return { marketplace, task: { kind, id } };
  return kind === 'sweep' || kind === 'upkeep' ? { marketplace, task: { kind } } : null;
}
