/** The chat's connection: the events of `/chat` over a link, and what the browser knows about its network. */
import type { ChatClientEvents, ChatServerEvents } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import type { ChatConnection, ChatEvents, Connect, OfferAnswer, Reply } from './connection.ts';
import { Link } from './link.ts';

/** Refusals of the handshake that pass by themselves. */
const PASSING: readonly string[] = ['rate_limited', 'unavailable', 'internal'];

type Payload<E extends keyof ChatClientEvents> = Parameters<ChatClientEvents[E]>[0];
type ServerPayload<E extends keyof ChatServerEvents> = Parameters<ChatServerEvents[E]>[0];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** A refusal at the handshake carries a problem as its `data`; one without is none of ours, and is tried again. */
function problemOf(reason: unknown): Problem | undefined {
  const data = isObject(reason) && 'data' in reason ? reason.data : undefined;
  return isObject(data) && 'code' in data ? (data as Problem) : undefined;
}

/** The contract's acknowledgement as a reply. */
function replyOf<T>(answer: unknown): Reply<T> {
  if (!isObject(answer)) return { outcome: 'unknown' };
  if ('problem' in answer) return { outcome: 'refused', problem: answer.problem as Problem };
  return { outcome: 'done', value: answer as T };
}

/** One call. A device that knows itself to be offline does not even try: the frame might leave when it is back. */
async function call<E extends keyof ChatClientEvents, T>(link: Link, event: E, payload: Payload<E>): Promise<Reply<T>> {
  if (!navigator.onLine) return { outcome: 'offline' };
  const sent = await link.ask(event, payload);
  return sent.outcome === 'answered' ? replyOf(sent.answer) : sent;
}

function answerWith(link: Link, answer: OfferAnswer): Promise<Reply<unknown>> {
  const { requestId, offerId } = answer;
  switch (answer.action) {
    case 'accept':
      return call(link, 'offer:accept', { requestId, offerId });
    case 'reject':
      return call(link, 'offer:reject', { requestId, offerId, ...(answer.text ? { text: answer.text } : {}) });
    case 'counter':
      return call(link, 'offer:counter', {
        requestId,
        offerId,
        amount: answer.amount,
        ...(answer.note ? { note: answer.note } : {}),
      });
  }
}

/** What the chat hears of each event of the server. */
const hear: { [E in keyof ChatServerEvents]: (events: ChatEvents, payload: ServerPayload<E>) => void } = {
  'auth:expired': (events) => events.expired(),
  message: (events, { message }) => events.message(message),
  typing: (events, { author }) => events.typing(author),
  read: (events, { role, id, seq }) => events.read({ role, id, seq }),
};
const isHeard = (name: string): name is keyof ChatServerEvents => Object.hasOwn(hear, name);

/** Tells the link when the network goes, when it comes back, and when somebody looks again. Answers how to stop. */
function watchNetwork(link: Link): () => void {
  const back = (): void => link.wake();
  const gone = (): void => link.drop();
  const looked = (): void => {
    if (document.visibilityState === 'visible') link.wake();
  };
  window.addEventListener('online', back);
  window.addEventListener('offline', gone);
  document.addEventListener('visibilitychange', looked);
  return () => {
    window.removeEventListener('online', back);
    window.removeEventListener('offline', gone);
    document.removeEventListener('visibilitychange', looked);
  };
}

/** Connects to `/chat` of the server at `url` (an origin; empty for the page's own). Throws nothing. */
export const connectSocket: Connect = ({ url, token, conversation: conversationId }, events): ChatConnection => {
  let current = token;
  const link = new Link(
    { url: url || location.origin, namespace: '/chat', auth: () => ({ token: current }), WebSocket },
    {
      connected: () => events.connected(),
      disconnected: () => events.disconnected(),
      refused(reason) {
        const problem = problemOf(reason);
        if (!problem || PASSING.includes(problem.code)) return true;
        events.refused(problem);
        return false;
      },
      event: (name, payload) => {
        if (isHeard(name)) (hear[name] as (events: ChatEvents, payload: unknown) => void)(events, payload);
      },
    },
  );
  const stopWatching = watchNetwork(link);

  return {
    get online() {
      return link.connected && navigator.onLine;
    },
    join: (from = undefined) => call(link, 'join', { conversationId, ...from }),
    send: (text, clientId) => call(link, 'message', { conversationId, text, clientId }),
    answer: (answer) => answerWith(link, answer),
    typing: () => link.tell('typing', { conversationId }),
    read: (seq) => link.tell('read', { conversationId, seq }),
    async renew(renewed) {
      current = renewed;
      if (!link.connected) {
        link.wake();
        return;
      }
      const reply = await call(link, 'auth', { token: renewed });
      if (reply.outcome === 'done') events.connected();
      else if (reply.outcome === 'refused') events.refused(reply.problem);
    },
    close() {
      stopWatching();
      link.close();
    },
  };
};
