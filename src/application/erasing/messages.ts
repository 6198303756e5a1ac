/** A message without what is personal: in what is kept, and before its readers. */
import { ERASED } from '../../contract/erased-mark.ts';
import { erased } from '../../domain/erased.ts';
import { isSameJson } from '../../domain/same-json.ts';
import type { Home, MessageBody, MessageWrite, StoredMessage } from '../transcript.ts';

/**
 * The message as it is to be kept; null where nothing in it is personal. What people said goes whole, photos with it, whoever
 * of them said it: shops and agents call buyers by their names. `home`: of the conversation.
 */
export function erasedMessage(message: StoredMessage, at: string, home: Home | undefined): MessageWrite | null {
  const { author } = erased({ author: message.author });
  const body = erasedBody(message.body, home);
  if (isSameJson([author, body], [message.author, message.body])) return null;
  const { id, conversationId, clientId, revision } = message;
  return {
    id,
    conversationId,
    at,
    author,
    replacesAuthor: true,
    body,
    ...(clientId === undefined ? {} : { clientId }),
    revision: revision + 1,
  };
}

function erasedBody(body: MessageBody, home: Home | undefined): MessageBody {
  if (body.kind === 'card') return erased(body);
  if (body.kind === 'system') return { kind: 'system', notice: erased(body.notice) };
  const said = body.home ?? home;
  return { kind: 'text', text: ERASED, ...(said ? { home: said } : {}) };
}

/** Whether it is a text of which nothing is left. */
export const isErasedText = ({ body }: StoredMessage): boolean => body.kind === 'text' && body.text === ERASED;

/** The same with the reader's own words in place of the mark. */
export function withWords<T>(value: T, words: string): T {
  return withMark(value, words) as T;
}

function withMark(value: unknown, words: string): unknown {
  if (value === ERASED) return words;
  if (Array.isArray(value)) return value.map((one) => withMark(one, words));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withMark(inner, words)]));
}
