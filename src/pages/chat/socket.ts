/** The chat's connection: the events of `/chat` over a line, whichever way it goes. */
import type { ChatClientEvents, ChatServerEvents } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import { acted } from '../session/asked-line.ts';
import type { Line } from '../session/line.ts';
import { openLine } from '../session/open-line.ts';
import { passesByItself, problemOf } from '../session/refusals.ts';
import { chatAsking } from './asking.ts';
import type { ChatConnection, ChatEvents, Connect, OfferAnswer, Reply } from './connection.ts';

type Payload<E extends keyof ChatClientEvents> = Parameters<ChatClientEvents[E]>[0];
type ServerPayload<E extends keyof ChatServerEvents> = Parameters<ChatServerEvents[E]>[0];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The contract's acknowledgement as a reply. */
function replyOf<T>(answer: unknown): Reply<T> {
  if (!isObject(answer)) return { outcome: 'unknown' };
  if ('problem' in answer) return { outcome: 'refused', problem: answer.problem as Problem };
  return { outcome: 'done', value: answer as T };
}

/** One call. A device that knows itself to be offline does not even try: the frame might leave when it is back. */
async function call<E extends keyof ChatClientEvents, T>(line: Line, event: E, payload: Payload<E>): Promise<Reply<T>> {
  if (!navigator.onLine) return { outcome: 'offline' };
  const sent = await line.ask(event, payload);
  return sent.outcome === 'answered' ? replyOf(sent.answer) : sent;
}

const answerWith = (line: Line, { action, ...answer }: OfferAnswer): Promise<Reply<unknown>> =>
  call(line, `offer:${action}`, answer as Payload<'offer:accept' | 'offer:reject' | 'offer:counter'>);

/** What the chat hears of each event of the server. */
const hear: { [E in keyof ChatServerEvents]: (events: ChatEvents, payload: ServerPayload<E>) => void } = {
  'auth:expired': (events) => events.expired(),
  message: (events, { message }) => events.message(message),
  typing: (events, { author }) => events.typing(author),
  read: (events, { role, id, seq }) => events.read({ role, id, seq }),
};
const isHeard = (name: string): name is keyof ChatServerEvents => Object.hasOwn(hear, name);

/** Connects to `/chat` of the server at `url` (an origin; empty for the page's own). Throws nothing. */
export const connectSocket: Connect = ({ url, token, conversation: conversationId, says }, events): ChatConnection => {
  let current = token;
  const line = openLine(
    { url: url || location.origin, namespace: '/chat', token: () => current, says, asking: chatAsking(conversationId) },
    {
      connected: () => events.connected(),
      disconnected: () => events.disconnected(),
      refused(reason) {
        const problem = problemOf(reason);
        if (!problem || passesByItself(problem)) return true;
        events.refused(problem);
        return false;
      },
      event: (name, payload) => {
        if (isHeard(name)) (hear[name] as (events: ChatEvents, payload: unknown) => void)(events, payload);
      },
      slower: (slower) => events.slower(slower),
    },
  );

  return {
    get online() {
      return line.connected && navigator.onLine;
    },
    join: (from = undefined) => call(line, 'join', { conversationId, ...from }),
    send: (text, clientId, attachments = []) =>
      call(line, 'message', {
        conversationId,
        text,
        clientId,
        ...(attachments[0] ? { attachments: [...attachments] } : {}),
      }),
    answer: (answer) => answerWith(line, answer).finally(acted),
    typing: () => line.tell('typing', { conversationId }),
    read: (seq) => line.tell('read', { conversationId, seq }),
    async renew(renewed) {
      current = renewed;
      if (!line.connected) {
        line.wake();
        return;
      }
      const reply = await call(line, 'auth', { token: renewed });
      if (reply.outcome === 'done') events.connected();
      else if (reply.outcome === 'refused') events.refused(reply.problem);
    },
    close: () => line.close(),
  };
};
