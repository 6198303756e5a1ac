/**
 * The relay's way to Slack: notes which alerts are owed, in one write for the batch, and lets the deliverer tell them.
 * Only sellers whose alerts name a channel are owed any.
 */
import type { Channel, Clock, DirectoryStore, WorkStore } from '../../src/bot.ts';

export interface SlackChannelParts {
  work: WorkStore;
  directory: DirectoryStore;
  clock: Clock;
  onOwed(): void;
}

export function createSlackChannel({ work, directory, clock, onOwed }: SlackChannelParts): Channel {
  return {
    name: 'slack',
    async deliver(batch) {
      const ids = [...new Set(batch.map(({ state }) => state.facts.sellerId))];
      const sellers = await directory.sellers(ids);
      const alerted = new Set(sellers.filter((seller) => seller.alerts?.slack).map(({ id }) => id));
      const marks = batch
        .filter(({ state }) => alerted.has(state.facts.sellerId))
        .map(({ state: { id, version, facts } }) => ({
          subject: id,
          sellerId: facts.sellerId,
          owed: version,
          dueAt: clock.now(),
        }));
      if (marks.length === 0) return;
      await work.owe(marks);
      onOwed();
    },
  };
}
