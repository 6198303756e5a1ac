/**
 * Posting without doubling. A message cannot be posted and noted in one step, so before each post the record notes the
 * attempt. What was noted and never settled (the answer was lost, or the process died) is looked for by its key before
 * anything is posted again, and not before a call under way could have ended.
 */
import type { Clock } from '../../application/ports/clock.ts';
import { LookLater, type Job as WorkJob } from '../../application/work/visits.ts';
import { CALL_TIMEOUT_MS, type ChatwootApi, type Post } from './api.ts';
import { ChatwootError } from './failures.ts';
import { type Posting, remember } from './notes.ts';
import type { SeenMessage } from './wire.ts';

/** A conversation or a choice being worked off. */
export type Job<N extends Posting = Posting> = WorkJob<N>;

export interface Poster {
  /**
   * Clears up the attempt that an earlier try left behind, given what stands in the conversation since. Where its post
   * is there, it counts as sent; otherwise it is made again. Throws LookLater while it may be on its way.
   */
  settle(job: Job, messages: SeenMessage[]): void;
  /** Posts, noting the attempt before. What Chatwoot refuses time and again is given up, and counts as sent. */
  post(job: Job, conversation: number, post: Post): Promise<void>;
}

const MARGIN_MS = 5_000;
/** One message that Chatwoot will not take is not to hold up all that follow it. */
const MOST_REFUSALS = 5;

export interface PosterParts {
  api: ChatwootApi;
  clock: Clock;
  wallClock: Clock;
  /** A message was given up. */
  onGivenUp(job: Job, detail: string): void;
}

export function createPoster({ api, clock, wallClock, onGivenUp }: PosterParts): Poster {
  /** Counts a refusal. Answers whether the message was given up, after the last. */
  function refused(job: Job, key: string, detail: string): boolean {
    const { notes } = job;
    notes.refusals += 1;
    if (notes.refusals < MOST_REFUSALS) return false;
    notes.refusals = 0;
    remember(notes, key, 0);
    onGivenUp(job, detail);
    return true;
  }

  return {
    settle(job, messages) {
      const { notes } = job;
      const { attempt } = notes;
      if (!attempt) return;
      const found = messages.find(({ key }) => key === attempt.key) ?? messages.find(isAlike(attempt.content));
      const isOver = attempt.said !== undefined;
      const left = isOver ? 0 : attempt.at + CALL_TIMEOUT_MS + MARGIN_MS - wallClock.now();
      if (!found && left > 0) throw new LookLater(clock.now() + left, 'a lost post is looked for later');
      notes.attempt = null;
      if (found) {
        remember(notes, attempt.key, found.id);
        notes.refusals = 0;
      } else if (attempt.said !== undefined) refused(job, attempt.key, attempt.said);
    },

    async post(job, conversation, post) {
      const { notes } = job;
      const attempt: NonNullable<Posting['attempt']> = { key: post.key, content: post.content, at: wallClock.now() };
      notes.attempt = attempt;
      await job.note();
      try {
        remember(notes, post.key, (await api.send(conversation, post)).id);
        Object.assign(notes, { attempt: null, refusals: 0 });
      } catch (error) {
        if (!(error instanceof ChatwootError) || error.failure.kind === 'uncertain') throw error;
        if (error.failure.kind === 'doubtful') {
          attempt.said = error.failure.detail;
          throw error;
        }
        notes.attempt = null;
        if (error.failure.kind !== 'refused') throw error;
        if (!refused(job, post.key, error.failure.detail)) throw error;
      }
    },
  };
}

/** The same words posted by nobody known: a Chatwoot that keeps no keys has them without one. */
const isAlike =
  (content: string) =>
  ({ kind, key, content: said }: SeenMessage): boolean =>
    kind === 'outgoing' && key === null && said === content;
