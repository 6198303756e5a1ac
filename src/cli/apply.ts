/**
 * What one line of an import does to a storage. Each is safe to repeat: what is there already, or has moved on since,
 * is left alone, and what is there otherwise is refused and never overwritten.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Commands } from '../application/commands.ts';
import { messagesFor } from '../application/notices.ts';
import { policyOf, setPolicy } from '../application/policies.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { Store } from '../application/ports/store.ts';
import type { Conversation, StoredMessage } from '../application/transcript.ts';
import type { Policy } from '../contract/policy.ts';
import type { RequestInput } from '../contract/request.ts';
import type { StoredSeller } from '../contract/seller.ts';
import { isLapsed } from '../domain/actions.ts';
import { replay } from '../domain/evolve.ts';
import { effectivePolicy, heldPolicy, type PolicyProblem, policyProblems } from '../domain/policy.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import { type RequestEvent, type RequestState, wakeAt } from '../domain/request.ts';
import { isSameJson } from '../domain/same-json.ts';
import { type Applied, IMPORTED, KNOWN, refused } from './applied.ts';
import { restoreNote, restorePhoto, restoreReplies } from './beside.ts';
import type { Entry, EntryOf } from './format.ts';
import { FORMAT } from './format.ts';

export interface Destination {
  store: Pick<Store, 'requests' | 'chat' | 'directory' | 'attachments' | 'files' | 'notes' | 'replies'>;
  commands: Pick<Commands, 'open'>;
  clock: Clock;
  /** Take requests that the platform decides at once, because their deadline has passed. */
  allowOverdue: boolean;
}

/** Does what the line says. Throws StorageUnavailable where the storage does. */
export function apply(entry: Entry, to: Destination): Promise<Applied> {
  switch (entry.kind) {
    case 'parley':
      return checkFormat(entry.value);
    case 'policy':
      return putPolicy(entry.value.policy, to);
    case 'seller':
      return putSeller(entry.value.seller, to);
    case 'replies':
      return restoreReplies(entry.value, to.store);
    case 'photo':
      return restorePhoto(entry.value, to.store);
    case 'note':
      return restoreNote(entry.value, to.store);
    case 'conversation':
      return restoreConversation(entry.value as Parameters<typeof restoreConversation>[0], to);
    case 'request':
      return restoreRequest(entry.value, to);
    case 'opening':
      return openRequest(entry.value, to);
  }
}

/** Thrown for a file that a later Parley wrote: going on would leave out what this one cannot read. */
export class LaterFormat extends Error {}

async function checkFormat({ format }: EntryOf<'parley'>): Promise<Applied> {
  if (format >= 1 && format <= FORMAT) return KNOWN;
  throw new LaterFormat(
    `The file is written in format ${format}; this Parley reads formats up to ${FORMAT}. Use the Parley that wrote it, or a later one.`,
  );
}

function problemIn(problems: PolicyProblem[]): Applied | null {
  const [first] = problems;
  return first ? refused('invalid_body', `${first.path} ${first.message}`, { errors: problems }) : null;
}

async function putPolicy(policy: Policy, { store }: Destination): Promise<Applied> {
  const problem = problemIn(policyProblems(policy));
  if (problem) return problem;
  const isSet = (await store.directory.policy(policy.market)) !== null;
  const there = isSet && (await policyOf(store.directory, policy.market));
  if (there && isSameJson(there, heldPolicy(policy))) return KNOWN;
  if (there) return refused('conflict', `The policy of ${policy.market} is set differently here; what is here stays.`);
  await setPolicy(store.directory, policy);
  return IMPORTED;
}

async function putSeller(seller: StoredSeller, { store }: Destination): Promise<Applied> {
  const there = await store.directory.seller(seller.id);
  if (there && isDeepStrictEqual(there, seller)) return KNOWN;
  if (there) return refused('conflict', `Seller ${seller.id} is declared differently here; what is here stays.`);
  const base = await policyOf(store.directory, seller.market);
  if (!base) return refused('market_mismatch', `The market ${seller.market} has no policy.`);
  const problem = problemIn(policyProblems(effectivePolicy(base, seller)));
  if (problem) return problem;
  await store.directory.putSeller(seller);
  return IMPORTED;
}

async function claim(conversation: Conversation, { store }: Destination): Promise<Refusal | null> {
  const { buyerId, sellerId } = await store.chat.claim(conversation);
  if (buyerId === conversation.buyerId && sellerId === conversation.sellerId) return null;
  return refuse('conversation_taken', `Conversation ${conversation.id} belongs to another buyer and seller here.`);
}

type ConversationValue = EntryOf<'conversation'> & { messages: StoredMessage[] };

async function restoreConversation(value: ConversationValue, to: Destination): Promise<Applied> {
  const { conversation, messages, reads } = value;
  const stray = messages.find(({ conversationId }) => conversationId !== conversation.id);
  if (stray) return refused('invalid_body', `Message ${stray.id} is of conversation ${stray.conversationId}.`);
  const before = await to.store.chat.conversation(conversation.id);
  const taken = await claim(conversation, to);
  if (taken) return { refusal: taken };
  const restored = await to.store.chat.restore(messages);
  if (restored === 'taken') {
    return refused('conflict', `Conversation ${conversation.id} holds other messages here; what is here stays.`);
  }
  for (const mark of reads) await to.store.chat.markRead(conversation.id, mark);
  return before && restored === 'known' ? KNOWN : IMPORTED;
}

async function openRequest(input: RequestInput, to: Destination): Promise<Applied> {
  const arrivedAt = new Date(to.clock.now()).toISOString();
  const actor = { kind: 'integrator' as const, id: 'integrator' };
  const outcome = await to.commands.open(input, { actor, arrivedAt, refuseLapsed: !to.allowOverdue });
  if (!outcome.ok) return { refusal: outcome.refusal };
  return outcome.created ? { done: 'imported', lapsed: isLapsed(outcome.state, arrivedAt) } : KNOWN;
}

async function restoreRequest(value: EntryOf<'request'>, to: Destination): Promise<Applied> {
  const events = value.events as RequestEvent[];
  const state = replay(events);
  const { told = state.version } = value;
  if (told > state.version) return refused('invalid_body', `told is ${told}; the last event is ${state.version}.`);
  const there = await standing(state, events, to);
  if (there) return there;
  const now = new Date(to.clock.now()).toISOString();
  const lapsed = isLapsed(state, now);
  if (lapsed && !to.allowOverdue) return refused('deadline_passed', overdue(state));
  const { conversationId: id, buyerId, sellerId } = state.facts;
  if (!(await to.store.directory.seller(sellerId))) {
    return refused('unknown_seller', `There is no seller ${sellerId}; declare it first.`);
  }
  const taken = await claim({ id, buyerId, sellerId }, to);
  if (taken) return { refusal: taken };
  const stranger = await claimNames(state.id, events, to);
  if (stranger) return stranger;
  // Before the commit: whoever finds the request finds its card.
  const past = events.slice(0, told);
  if (told > 0) await completeConversation(told === state.version ? state : replay(past), past, to);
  const commit = { state, events, expectedVersion: 0, wakeAt: wakeAt(state), told };
  if ((await to.store.requests.commit(commit)) === 'committed') return { done: 'imported', lapsed };
  return (await standing(state, events, to)) ?? refused('conflict', `Request ${state.id} was made here meanwhile.`);
}

const overdue = ({ deadline }: RequestState): string =>
  `Its deadline (${deadline?.kind}) passed at ${deadline?.at}: imported now, the platform would decide it at once.`;

/** What the storage has of this request already; null where it is new. */
async function standing(
  { id, facts }: RequestState,
  events: readonly RequestEvent[],
  { store }: Destination,
): Promise<Applied | null> {
  const there = await store.requests.load(id);
  if (there) {
    // It may have gone on since an earlier import: then what is here begins with what is in the line.
    const known = await store.requests.events(id, 0, events.length);
    if (isSameJson(known, events)) return KNOWN;
    return refused('conflict', `Request ${id} is here with another history; what is here stays.`);
  }
  if (!facts.externalId) return null;
  const other = await store.requests.findByExternalId(facts.externalId);
  if (!other || other.id === id) return null;
  return namesAnother(facts.externalId, other.id);
}

const namesAnother = (externalId: string, id: string): Applied =>
  refused('external_id_mismatch', `externalId ${externalId} names another request here, ${id}.`);

/** Gives the request every external id of its history; what stands in the way where one is another's here. */
async function claimNames(
  id: string,
  events: readonly RequestEvent[],
  { store }: Destination,
): Promise<Applied | null> {
  const names = events.flatMap(({ data }) => ('externalId' in data && data.externalId ? [data.externalId] : []));
  for (const name of names) {
    const holder = await store.requests.idForExternal(name, id);
    if (holder !== id) return namesAnother(name, holder);
  }
  return null;
}

/**
 * Writes what was told of the request (`state` is its state then) and is not in its conversation: all of it where the file has no conversations, the
 * end where the export ran beside a server that went on, nothing where both were exported together.
 */
async function completeConversation(
  state: RequestState,
  told: readonly RequestEvent[],
  { store }: Destination,
): Promise<void> {
  const shop = await store.directory.seller(state.facts.sellerId);
  const writes = messagesFor(state, told, shop?.name);
  const there = await store.chat.numbersOf(writes.map(({ id }) => id));
  const revisions = new Map(there.map(({ id, revision }) => [id, revision]));
  await store.chat.write(writes.filter(({ id, revision }) => (revisions.get(id) ?? 0) < revision));
}
