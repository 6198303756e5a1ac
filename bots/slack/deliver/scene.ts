/** A request in its place in Slack, as one visit finds it. */
import type { RequestState, Waiting } from '../../../src/bot.ts';
import type { RequestModel } from '../blocks/model.ts';
import type { Words } from '../blocks/words.ts';
import type { Job } from './job.ts';

export interface Scene {
  job: Job;
  state: RequestState;
  model: RequestModel;
  words: Words;
  waiting: Waiting;
  /** Until when nobody is to be disturbed; null: now is fine. */
  quietUntil: number | null;
}

/** The deadline that runs, by its kind and time: another time makes it another one. */
export const deadlineOf = ({ model: { request } }: Pick<Scene, 'model'>): string | null =>
  request.deadline && `${request.deadline.kind}@${request.deadline.at}`;

/** Which parent it is: what hangs on it begins with that. */
export const keyOf = ({ record, notes }: Job): string => `${record.subject}/${notes.generation}`;
