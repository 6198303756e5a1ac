/** Whom to call in a workspace for what the shop has in hand: the Slack users who are that member of its staff there. */
import { MOST_ACCOUNTS, type RequestState, type Store } from '../../../src/bot.ts';
import { calledFor } from '../people.ts';

export interface HolderParts {
  store: Pick<Store, 'slack'>;
  /** Where people of a workspace are known: itself, and the organisation that let the app in there. */
  homesOf(team: string): Promise<string[]>;
}

/** Nobody, where nobody has it or Slack does not know them. Rejects only where the storage does. */
export function createHolders({ store, homesOf }: HolderParts) {
  return async function calledIn(team: string, { facts, assignees }: RequestState): Promise<string[]> {
    const member = assignees?.shop?.id;
    if (member === undefined) return [];
    const [links, homes] = await Promise.all([
      store.slack.linksOfMember(facts.sellerId, member, MOST_ACCOUNTS),
      homesOf(team).catch(() => [team]),
    ]);
    return calledFor(member, links, homes);
  };
}
