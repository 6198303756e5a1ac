/** One alert being worked off: its record under a lease, and whom it is for. */
import type { WebClient } from '@slack/web-api';
import { type Clock, createPauses, LookLater, type Seller, type SlackAlerts, type WorkJob } from '../../../src/bot.ts';
import { failureOf } from './failures.ts';
import type { Attempt, Notes } from './notes.ts';
import type { Look, Post, Posted, Poster } from './poster.ts';

/** Whom an alert is for, as read when it was taken. */
export interface Whose {
  seller: Seller | undefined;
  /** Something was reported while it worked: that it worked in the end is no news. */
  troubled: boolean;
}
/** An alert on its way; its lane is the workspace. */
export type Errand = WorkJob<Notes, Whose>;

/** An alert in its workspace. */
export interface Job extends Errand {
  seller: Seller;
  alerts: SlackAlerts;
  team: string;
  client: WebClient;
  /** What Slack said to the last edit that it refused: a message is not true. */
  unedited?: unknown;
}

type Tells = Pick<Attempt, 'escalates' | 'waits'>;

export interface SenderParts {
  poster: Poster;
  clock: Clock;
  wallClock: Clock;
}

/** Sends a job's messages, each at most once as far as anyone can know. */
export interface Sender {
  /** Finds out what became of the attempt that an earlier try left behind. Throws LookLater where Slack makes us wait. */
  settle(job: Job): Promise<{ attempt: Attempt; posted: Posted } | null>;
  /** Posts, noting the attempt before. `to`: the last event that the message tells; `tells`: what it tells besides. */
  send(job: Job, post: Omit<Post, 'channel'> & { channel?: string }, to: number, tells?: Tells): Promise<Posted>;
}

const LOOK_AGAIN_MS = 60_000;
const UNSETTLED = 'the last message has to be looked for first';

export function createSender({ poster, clock, wallClock }: SenderParts): Sender {
  const looks = createPauses();

  /** Where messages go: a person's id stands for the direct message with them. */
  async function channelOf({ notes, alerts, client }: Job): Promise<string> {
    if (notes.channel) return notes.channel;
    if (!/^[UW]/u.test(alerts.channel)) return alerts.channel;
    const { channel } = await client.conversations.open({ users: alerts.channel });
    return channel?.id ?? alerts.channel;
  }

  /** Reads the channel, unless Slack said not to yet. All looks of a workspace wait together. */
  async function lookFor({ client, team }: Job, attempt: Attempt): Promise<Look> {
    const key = `${team}/${attempt.threadTs === null ? 'history' : 'replies'}`;
    const waits = looks.until(clock.now(), key);
    if (waits !== null) throw new LookLater(waits, UNSETTLED);
    try {
      return await poster.look(client, team, attempt);
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.kind === 'rate_limited') {
        throw new LookLater(looks.pause(key, clock.now(), failure.retryAfter), UNSETTLED);
      }
      // The place itself is gone, and the message with it.
      if (failure?.kind === 'place' || failure?.kind === 'message_gone') return { found: null };
      throw error;
    }
  }

  return {
    async settle(job) {
      const { attempt } = job.notes;
      if (!attempt) return null;
      const look = poster.recall(job.team, attempt) ?? (await lookFor(job, attempt));
      if ('more' in look) {
        attempt.cursor = look.more;
        throw new LookLater(clock.now() + LOOK_AGAIN_MS, UNSETTLED);
      }
      job.notes.attempt = null;
      return look.found && { attempt, posted: look.found };
    },

    async send(job, post, to, tells) {
      const channel = post.channel ?? (await channelOf(job));
      const { key, threadTs } = post;
      job.notes.attempt = { key, channel, threadTs, to, at: wallClock.now(), ...tells };
      await job.note();
      try {
        const posted = await poster.post(job.client, { ...post, channel });
        job.reached = true;
        job.notes.attempt = null;
        return posted;
      } catch (error) {
        const failure = failureOf(error);
        if (failure && failure.kind !== 'uncertain') job.notes.attempt = null;
        throw error;
      }
    },
  };
}
