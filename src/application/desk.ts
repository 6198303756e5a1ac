/**
 * The desk at which every entry hands in a command: HTTP, live, the answer link and Slack say who calls and what is asked.
 * It looks whether the caller may see the request, puts the command to it in the caller's name, and shows the request as it
 * is then. A request that the caller may not see is refused like one that does not exist.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Actor } from '../contract/request.ts';
import type { RequestCommand } from '../domain/command.ts';
import type { Refusal } from '../domain/refusals.ts';
import type { RequestState } from '../domain/request.ts';
import { actorOf, type Caller, canSeeConversation, canSeeRequest, personOf } from './access.ts';
import { type Commands, type Envelope, noRequest } from './commands.ts';
import { LruCache } from './lru.ts';
import type { Store } from './ports/store.ts';
import type { Conversation } from './transcript.ts';

/** Who asks, and how it came in. */
export interface Asked extends Omit<Envelope, 'actor' | 'refuseLapsed'> {
  caller: Caller;
  /** Who answers, where that is not who calls: a card's button was pressed by its buyer. */
  actor?: Actor;
}

/** `created`: the command took effect now; false where it had before. `view`: the request as the caller sees it. */
export type Served<View> = { ok: true; created: boolean; view: View } | { ok: false; refusal: Refusal };

export interface DeskParts<View> {
  store: { requests: Pick<Store['requests'], 'load'> };
  commands: Pick<Commands, 'execute'>;
  /** The request as this entry shows it. */
  show(state: RequestState, caller: Caller): View | Promise<View>;
}

export interface Desk<View> {
  /** The request as it stands; null where there is none, or none that the caller may see. */
  find(id: string, caller: Caller): Promise<RequestState | null>;
  show(state: RequestState, caller: Caller): Promise<View>;
  serve(id: string, command: RequestCommand, asked: Asked): Promise<Served<View>>;
}

const REMEMBERED = 10_000;

/**
 * What the caller is shown is read when the relay's write is on its way, one turn after it was asked for: people wait for the
 * card, and a storage that is asked for five things at once gives each of them later.
 */
async function cardGoesFirst(): Promise<void> {
  await turn();
  await turn();
}

export const envelopeOf = ({ caller, actor, arrivedAt, commandId, retried, ifVersion }: Asked): Envelope => ({
  actor: actor ?? actorOf(caller),
  arrivedAt,
  commandId,
  retried,
  ifVersion,
});

export function createDesk<View>({ store, commands, show: draw }: DeskParts<View>): Desk<View> {
  /**
   * Whose conversation each request belongs to, of those seen lately. That never changes, and the request is for the
   * same eyes, so a command needs no reading of its own to know whether its caller may see the request.
   */
  const seen = new LruCache<Conversation>(REMEMBERED);
  const remember = ({ id, facts }: RequestState): void =>
    seen.set(id, { id: facts.conversationId, buyerId: facts.buyerId, sellerId: facts.sellerId });

  async function find(id: string, caller: Caller): Promise<RequestState | null> {
    const loaded = await store.requests.load(id);
    if (!loaded) return null;
    remember(loaded.state);
    return canSeeRequest(caller, loaded.state) ? loaded.state : null;
  }

  async function maySee(id: string, caller: Caller): Promise<boolean> {
    if (!personOf(caller)) return true;
    const known = seen.get(id);
    return known ? canSeeConversation(caller, known) : (await find(id, caller)) !== null;
  }

  async function show(state: RequestState, caller: Caller): Promise<View> {
    remember(state);
    return draw(state, caller);
  }

  async function serve(id: string, command: RequestCommand, asked: Asked): Promise<Served<View>> {
    if (!(await maySee(id, asked.caller))) return { ok: false, refusal: noRequest(id) };
    const outcome = await commands.execute(id, command, envelopeOf(asked));
    if (!outcome.ok) return outcome;
    await cardGoesFirst();
    return { ok: true, created: outcome.created, view: await show(outcome.state, asked.caller) };
  }

  return { find, show, serve };
}
