/** Requests as their readers get them: the request itself, and what stands beside it and changes without it. */
import type { RequestView } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import { type Caller, personOf } from './access.ts';
import type { Clock } from './ports/clock.ts';
import type { DirectoryStore } from './ports/directory.ts';
import { viewRequest } from './queries.ts';
import { chatOn, createRequestChats, type RequestChatParts } from './request-chats.ts';

export interface RequestViews {
  /** In the order of the states. */
  many(states: RequestState[], caller: Caller): Promise<RequestView[]>;
  one(state: RequestState, caller: Caller): Promise<RequestView>;
}

export interface RequestViewParts {
  store: { directory: Pick<DirectoryStore, 'sellers'> } & RequestChatParts;
  clock: Clock;
}

export function createRequestViews({ store, clock }: RequestViewParts): RequestViews {
  const requestChats = createRequestChats(store);

  /** What shops and agents see of the chat. */
  async function chatsOf(
    states: RequestState[],
    caller: Caller,
  ): Promise<(state: RequestState) => Pick<RequestView, 'chat'>> {
    const person = personOf(caller);
    if (!person || person.role === 'buyer') return () => ({});
    const chats = await requestChats.of(
      states.map(({ facts }) => facts.conversationId),
      person,
    );
    const waiting = [...chats].flatMap(([id, { waitingForReply }]) => (waitingForReply ? [id] : []));
    const newest = await store.requests.newestOpen(waiting);
    return (state) => {
      const chat = chats.get(state.facts.conversationId);
      return chat ? { chat: chatOn(state, chat, newest) } : {};
    };
  }

  async function many(states: RequestState[], caller: Caller): Promise<RequestView[]> {
    const [names, chats] = await Promise.all([shopNames(store.directory, states), chatsOf(states, caller)]);
    const now = clock.now();
    return states.map((state) => ({ ...viewRequest(state, caller, now), ...named(state, names), ...chats(state) }));
  }

  async function one(state: RequestState, caller: Caller): Promise<RequestView> {
    const [view] = await many([state], caller);
    if (!view) throw new Error(`${state.id} has no view`);
    return view;
  }

  return { many, one };
}

/** The names of the shops of these requests, by their ids. */
export async function shopNames(
  directory: Pick<DirectoryStore, 'sellers'>,
  states: RequestState[],
): Promise<Map<string, string>> {
  const ids = [...new Set(states.map(({ facts }) => facts.sellerId))];
  if (ids.length === 0) return new Map();
  return new Map((await directory.sellers(ids)).map(({ id, name }) => [id, name]));
}

/** The shop's name, as a part of a view. */
export function named({ facts }: RequestState, names: Map<string, string>): Pick<RequestView, 'sellerName'> {
  const sellerName = names.get(facts.sellerId);
  return sellerName === undefined ? {} : { sellerName };
}
