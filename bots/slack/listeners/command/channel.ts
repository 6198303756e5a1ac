/** Whether the bot could write to the channel that somebody chose for alerts. */
import type { WebClient } from '@slack/web-api';
import { slackErrorOf } from '../slack-errors.ts';

/**
 * - member: it can.
 * - outside: it has to be invited first. Slack does not tell a private channel it is outside of from none.
 * - closed: direct messages between other people; nobody can be invited there.
 */
export type Standing = 'member' | 'outside' | 'closed';

const OUTSIDE = new Set(['channel_not_found', 'not_in_channel']);

/** Where Slack does not say, the answer is `member`: the first alert will tell. */
export async function standingIn(client: WebClient, channel: string): Promise<Standing> {
  try {
    const { channel: info } = await client.conversations.info({ channel });
    return info?.is_im || info?.is_member !== false ? 'member' : 'outside';
  } catch (error) {
    if (!OUTSIDE.has(slackErrorOf(error) ?? '')) return 'member';
    return channel.startsWith('D') ? 'closed' : 'outside';
  }
}
