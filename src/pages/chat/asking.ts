/** The chat over plain HTTP: what `/chat` of the live entry is by calls of the API. There is no `typing` this way. */
import type { ChatClientEvents, JoinAnswer } from '../../contract/live.ts';
import type { Asking } from '../session/asked-line.ts';
import type { Http, Told } from '../session/http.ts';

type Payload<E extends keyof ChatClientEvents> = Parameters<ChatClientEvents[E]>[0];
type Answer = Payload<'offer:accept'> & object;

/** What was answered, under the name that the socket's acknowledgement has for it. */
const under = async (name: string, told: Promise<Told<object>>): Promise<Told<object>> => {
  const answered = await told;
  return answered.outcome === 'done' ? { ...answered, value: { [name]: answered.value } } : answered;
};

const answer =
  (action: string) =>
  (http: Http, { requestId, offerId, ...body }: Answer): Promise<Told<object>> =>
    under('request', http.post(`/v1/requests/${requestId}/offers/${offerId}/${action}`, body));

/** What is asked of one conversation. */
export function chatAsking(conversationId: string): Asking {
  const path = `/v1/conversations/${encodeURIComponent(conversationId)}/`;
  /** The change up to which everything was told, and the tag of what was answered last. */
  let after: number | undefined;
  let tag: string | undefined;
  const knows = (change: number): void => {
    if (after !== undefined && after >= change) return;
    after = change;
    tag = undefined;
  };

  return {
    async look(http, tell) {
      const told = await http.get<JoinAnswer>(
        `${path}messages?${after === undefined ? 'limit=1' : `after=${after}`}`,
        tag,
      );
      if (told.outcome !== 'done' || after === undefined) return told;
      for (const message of told.value.messages) tell('message', { message });
      for (const mark of told.value.reads) tell('read', mark);
      tag = told.tag;
      knows(told.value.lastChange);
      return told;
    },
    calls: {
      async join(http, { conversationId: _, ...query }: Payload<'join'>) {
        const told = await http.get<JoinAnswer>(
          `${path}messages?${new URLSearchParams(query as Record<string, string>)}`,
        );
        if (told.outcome === 'done' && query.before === undefined) knows(told.value.lastChange);
        return told;
      },
      message: (http, { conversationId: _, ...said }: Payload<'message'>) =>
        under('message', http.post(`${path}messages`, said)),
      read: (http, { seq }: Payload<'read'>) => http.post(`${path}read`, { seq }),
      'offer:accept': answer('accept'),
      'offer:reject': answer('reject'),
      'offer:counter': answer('counter'),
    },
  };
}
