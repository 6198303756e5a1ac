/** What must hold of every negotiation after the last restart. Each check answers complaints; none means it holds. */
import { isDeepStrictEqual } from 'node:util';
import { messagesFor } from '../../../src/application/notices.ts';
import type { MessagesPage, MessageView } from '../../../src/contract/chat.ts';
import type { RequestView } from '../../../src/contract/request.ts';
import { evolve } from '../../../src/domain/evolve.ts';
import type { RequestEvent, RequestState } from '../../../src/domain/request.ts';
import type { ActsAs, Client } from './client.ts';
import type { ExpectedEvent, Negotiation } from './negotiations.ts';

const AGENT: ActsAs = 'agent:checker';

interface Outcome {
  negotiation: Negotiation;
  view: RequestView;
  events: RequestEvent[];
}

/** Reads a request and its whole history through HTTP. */
async function readOutcome(client: Client, negotiation: Negotiation): Promise<Outcome> {
  const path = `/v1/requests/${negotiation.requestId}`;
  const view = (await client.get<RequestView>(path)).body;
  const events: RequestEvent[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor ? `?limit=100&cursor=${encodeURIComponent(cursor)}` : '?limit=100';
    const page: { items: RequestEvent[]; nextCursor: string | null } = (
      await client.get<{ items: RequestEvent[]; nextCursor: string | null }>(`${path}/events${query}`)
    ).body;
    events.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return { negotiation, view, events };
}

export interface Conversation {
  messages: MessageView[];
  lastChange: number;
}

/** Reads a conversation from its first change on, as an agent sees it. */
export async function readConversation(client: Client, id: string): Promise<Conversation> {
  const messages: MessageView[] = [];
  let after = 0;
  for (;;) {
    const path = `/v1/conversations/${id}/messages?after=${after}&limit=100`;
    const page: MessagesPage = (await client.get<MessagesPage>(path, AGENT)).body;
    messages.push(...page.messages);
    const last = page.messages.at(-1);
    if (!page.hasMore || !last) return { messages, lastChange: page.lastChange };
    after = last.change;
  }
}

/** Whether `whole` has everything `part` names, at any depth. */
function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return isDeepStrictEqual(whole, part);
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(([key, value]) => holds((whole as Record<string, unknown>)[key], value));
}

const sameEvent = (event: RequestEvent, expected: ExpectedEvent): boolean =>
  event.type === expected.type && event.actor.kind === expected.by && holds(event.data, expected.data ?? {});

/** Every acknowledged command is in the history, once, in order, and nothing else is. */
function checkHistory({ negotiation, events }: Outcome): string[] {
  const complaints: string[] = [];
  const wanted = negotiation.expected.map(({ type, by }) => `${type} by ${by}`).join(', ');
  const found = events.map(({ type, actor }) => `${type} by ${actor.kind}`).join(', ');
  if (wanted !== found) return [`the history is [${found}] but [${wanted}] was acknowledged`];
  for (const [index, expected] of negotiation.expected.entries()) {
    const event = events[index];
    if (event && !sameEvent(event, expected)) {
      complaints.push(`${event.id} holds ${JSON.stringify(event.data)}, not ${JSON.stringify(expected.data)}`);
    }
  }
  return complaints;
}

/** `seq` is 1, 2, 3…, ids are unique, time never runs backwards, the version is the last `seq`. */
function checkNumbering({ view, events }: Outcome): string[] {
  const complaints: string[] = [];
  const seqs = events.map((event) => event.seq).join();
  if (seqs !== events.map((_, index) => index + 1).join()) complaints.push(`event seqs are ${seqs}`);
  if (new Set(events.map((event) => event.id)).size !== events.length) complaints.push('two events share an id');
  if (events.some((event, index) => event.at < (events[index - 1]?.at ?? ''))) complaints.push('time ran backwards');
  if (view.version !== events.length) complaints.push(`version ${view.version} after ${events.length} events`);
  return complaints;
}

/** The history replayed, as the domain does it. */
function replay(events: RequestEvent[]): RequestState {
  const state = events.reduce<RequestState | null>((before, event) => evolve(before, event), null);
  if (!state) throw new Error('an empty history');
  return state;
}

/** The request as it is answered is the history replayed. */
function checkReplay({ view, events }: Outcome): string[] {
  const state = replay(events);
  const replayed = {
    status: state.status,
    version: state.version,
    deadline: state.deadline,
    offers: state.offers,
    refund: state.refund,
    shipment: state.shipment,
    claimValue: state.claimValue,
    refundable: state.refundable,
    updatedAt: state.updatedAt,
  };
  const answered = Object.fromEntries(Object.keys(replayed).map((key) => [key, view[key as keyof RequestView]]));
  const same = isDeepStrictEqual(plain(answered), plain(replayed));
  return same ? [] : [`answers ${JSON.stringify(answered)}; its history says ${JSON.stringify(replayed)}`];
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Exactly one card per offer, in the offer's status; every notice owed is there once, in the order of the events. */
function checkTold({ view, events }: Outcome, { messages }: Conversation): string[] {
  const complaints: string[] = [];
  for (const offer of view.offers) {
    const cards = messages.filter((message) => message.card?.offerId === offer.id);
    const shown = cards.map((message) => message.card?.status).join();
    if (shown !== offer.status) complaints.push(`offer ${offer.id} is ${offer.status}; its cards show [${shown}]`);
  }
  const own = idPart(view.id);
  const owed = messagesFor(replay(events), events).map((message) => message.id);
  const ids = messages.filter((message) => idPart(message.id) === own).map((message) => message.id);
  if (!isDeepStrictEqual([...ids].sort(), [...owed].sort())) complaints.push(`told [${ids}], owed [${owed}]`);
  const notices = messages.filter((message) => message.kind === 'system' && idPart(message.id) === own);
  const inOrder = [...notices].sort((a, b) => a.seq - b.seq).map((message) => Number(message.id.split('-').at(-1)));
  if (inOrder.some((seq, index) => seq <= (inOrder[index - 1] ?? 0))) {
    complaints.push(`notices stand in the order of events ${inOrder}`);
  }
  return complaints;
}

/** What an id shares with the ids derived from it: `req_x`, `msg_evtx-1`, `msg_ofrx-1` → `x`. */
const idPart = (id: string): string => id.replace(/^(req_|msg_evt|msg_ofr)/u, '').replace(/-\d+$/u, '');

/** Messages are numbered 1, 2, 3… without gaps, changes are unique, and every acknowledged text is there once. */
function checkConversation({ messages, lastChange }: Conversation, negotiations: Negotiation[]): string[] {
  const complaints: string[] = [];
  const seqs = messages.map((message) => message.seq).sort((a, b) => a - b);
  if (seqs.join() !== seqs.map((_, index) => index + 1).join()) complaints.push(`message seqs are ${seqs}`);
  const changes = messages.map((message) => message.change);
  if (new Set(changes).size !== changes.length) complaints.push(`changes repeat: ${changes}`);
  if (Math.max(0, ...changes) !== lastChange) complaints.push(`lastChange ${lastChange}, changes ${changes}`);
  const texts = messages
    .filter((message) => message.kind === 'text')
    .map(({ author, text }) => `${author.role}: ${text}`);
  const sent = negotiations.flatMap((each) => each.sent).map(({ by, text }) => `${by}: ${text}`);
  if (!isDeepStrictEqual([...texts].sort(), [...sent].sort())) complaints.push(`texts are [${texts}], sent [${sent}]`);
  return complaints;
}

/** No opening took effect twice: there are as many requests as were acknowledged. */
async function checkCount(client: Client, negotiations: Negotiation[]): Promise<string[]> {
  const { total } = (await client.get<{ total: number }>('/v1/requests?limit=1')).body;
  return total === negotiations.length ? [] : [`${total} requests exist, ${negotiations.length} were acknowledged`];
}

/** Reads everything there is and answers all complaints. */
export async function checkAll(client: Client, negotiations: Negotiation[]): Promise<string[]> {
  return [...(await checkCount(client, negotiations)), ...(await checkEach(client, negotiations))];
}

/** Reads these and answers all complaints, each with the script and the request it is about. */
export async function checkEach(client: Client, negotiations: Negotiation[]): Promise<string[]> {
  const complaints: string[] = [];
  for (const id of new Set(negotiations.map((each) => each.conversationId))) {
    const members = negotiations.filter((each) => each.conversationId === id);
    const conversation = await readConversation(client, id);
    complaints.push(...checkConversation(conversation, members).map((text) => `${id}: ${text}`));
    for (const member of members) {
      const outcome = await readOutcome(client, member);
      const found = [
        ...checkHistory(outcome),
        ...checkNumbering(outcome),
        ...checkReplay(outcome),
        ...checkTold(outcome, conversation),
      ];
      complaints.push(...found.map((text) => `${member.script} ${member.requestId}: ${text}`));
    }
  }
  return complaints;
}
