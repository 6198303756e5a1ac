/** Who asks, and what they may see. Every route and socket event goes through here before it answers. */
import type { ReaderRole } from '../contract/chat.ts';
import type { Actor } from '../contract/request.ts';
import type { RequestState } from '../domain/request.ts';
import type { Conversation } from './transcript.ts';

/** A person as a token (or the integrator's `Parley-Actor`) names them. `id` of a seller is the shop's. */
export interface Person {
  role: ReaderRole;
  id: string;
  /** The member of staff, for sellers. */
  userId?: string;
  name?: string;
  locale?: string;
  zone?: string;
  /** Narrows what the token sees to one conversation; never widens. */
  conversationId?: string;
}

/** The integrator (API key), acting as itself or for a person, or a person with a token of their own. */
export type Caller = { kind: 'integrator'; person?: Person } | { kind: 'person'; person: Person };

/** The person whose eyes the answer is for; undefined for the integrator itself. */
export const personOf = (caller: Caller): Person | undefined => caller.person;

/** The shop that the caller is limited to; undefined for those who see all, and for buyers. */
export const shopOf = ({ person }: Caller): string | undefined => (person?.role === 'seller' ? person.id : undefined);

/** The actor recorded in events. */
export function actorOf(caller: Caller): Actor {
  const person = caller.person;
  if (!person) return { kind: 'integrator', id: 'integrator' };
  return { kind: person.role, id: person.id, ...(person.userId ? { userId: person.userId } : {}) };
}

/** Who a message or a note is by. */
export const authorOf = <Author extends Person>({ role, id, userId, name }: Author) => ({
  role: role as Author['role'],
  id,
  ...(userId ? { userId } : {}),
  ...(name ? { name } : {}),
});

type Owners = { buyerId: string; sellerId: string; conversationId: string };

function mayTouch(caller: Caller, owners: Owners): boolean {
  const person = caller.person;
  if (!person) return true;
  if (person.conversationId && person.conversationId !== owners.conversationId) return false;
  switch (person.role) {
    case 'buyer':
      return person.id === owners.buyerId;
    case 'seller':
      return person.id === owners.sellerId;
    case 'agent':
      return true;
  }
}

/** Whether the caller may know that the request exists. Where not, answer `not_found`. */
export const canSeeRequest = (caller: Caller, state: RequestState): boolean => mayTouch(caller, state.facts);

/** Whether the caller may know that the shop exists. Where not, answer `not_found`. */
export const canSeeShop = ({ person }: Caller, sellerId: string): boolean =>
  !person || person.role === 'agent' || (person.role === 'seller' && person.id === sellerId);

/** Whether the caller may read the conversation. Where not, answer `not_found`. */
export const canSeeConversation = (caller: Caller, conversation: Conversation): boolean =>
  mayTouch(caller, { ...conversation, conversationId: conversation.id });
