/**
 * Parents, and what their threads were told with buttons, that alerts left behind when they moved to another channel or
 * workspace. Each is edited once more, to say so and to lose its buttons; until that worked its place is kept in the
 * record's notes. What is archived cannot be edited and is tried whenever the request is looked at; what is gone is
 * forgotten.
 */
import type { WebClient } from '@slack/web-api';
import type { Clock, Next } from '../../../src/bot.ts';
import type { Message } from '../blocks/model.ts';
import { type Failure, failureOf } from './failures.ts';
import type { Job } from './job.ts';
import type { LeftBehind } from './notes.ts';
import type { Poster } from './poster.ts';

/** A shop that moves more often than its messages can follow loses sight of the oldest. */
const MOST_LEFT = 6;
const AGAIN_MS = 5 * 60_000;

export interface LeavingParts {
  poster: Poster;
  clock: Clock;
  /** The client of a workspace; null where the app is not installed there. */
  clientOf(team: string): Promise<WebClient | null>;
  log(job: Job, message: string, failure: Failure): void;
}

export interface Leaving {
  /** Notes the present parent as left behind: there is none from now on. `key` is the one it was posted under. */
  leave(job: Job, key: string): void;
  /** Edits what was left behind. Answers when to try again what did not work; never rejects. */
  tidy(job: Job, message: () => Message): Promise<Next>;
}

export function createLeaving({ poster, clock, clientOf, log }: LeavingParts): Leaving {
  /** Null where it is done with; otherwise when to try again. */
  async function edit(job: Job, left: LeftBehind, message: Message): Promise<{ again: Next } | null> {
    try {
      const client = await clientOf(left.team);
      if (client) await poster.update(client, left, message, left.key, job.record.subject);
      return null;
    } catch (error) {
      return obstacle(job, error);
    }
  }

  function obstacle(job: Job, error: unknown): { again: Next } | null {
    const failure = failureOf(error);
    if (!failure) throw error;
    if (failure.kind === 'rate_limited') return { again: clock.now() + failure.retryAfter };
    log(job, 'a message that was left behind is not edited yet', failure);
    if (failure.kind === 'uncertain' || failure.kind === 'account') return { again: clock.now() + AGAIN_MS };
    return failure.kind === 'place' && failure.code === 'channel_archived' ? { again: null } : null;
  }

  return {
    leave({ notes, record, team }, key) {
      if (notes.ts === null || notes.channel === null) return;
      const from = record.lane || team;
      const parent = { channel: notes.channel, ts: notes.ts, key };
      const told = [...notes.escalations, ...(notes.waits ? [notes.waits] : []), parent];
      const left = told.map((one) => ({ team: from, channel: one.channel, ts: one.ts, key: one.key }));
      notes.left = [...notes.left, ...left].slice(-MOST_LEFT);
      Object.assign(notes, { channel: null, ts: null, shown: 0, escalations: [], waits: null });
    },
    async tidy(job, message) {
      const kept: LeftBehind[] = [];
      const times: number[] = [];
      for (const left of job.notes.left) {
        const trouble = await edit(job, left, message());
        if (trouble) kept.push(left);
        if (trouble?.again != null) times.push(trouble.again);
      }
      job.notes.left = kept;
      return times.length > 0 ? Math.min(...times) : null;
    },
  };
}
