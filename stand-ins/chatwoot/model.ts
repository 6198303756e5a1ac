/**
 * The part of Chatwoot that a connector meets: conversations of inboxes with their messages, as the application API
 * (swagger/paths/application/conversation/messages), its finder and its validations have them.
 */

export type Channel = 'Channel::WebWidget' | 'Channel::Api' | 'Channel::Whatsapp';
/** Numbered in the API, named in webhooks. */
const KINDS = ['incoming', 'outgoing', 'activity', 'template'] as const;
type Kind = (typeof KINDS)[number];

export interface Sender {
  id: number;
  /** Of the account. */
  name: string;
  /** What they are called towards buyers. The API says it, webhooks do not. */
  available_name?: string;
  type: 'user' | 'contact' | 'agent_bot';
}
export interface Message {
  id: number;
  conversation: number;
  content: string | null;
  kind: Kind;
  contentType: string;
  private: boolean;
  attributes: Record<string, unknown>;
  sourceId: string | null;
  sender: Sender | null;
  attachments: { data_url: string; file_type: string }[];
  /** Milliseconds since the epoch. */
  at: number;
}
export interface Conversation {
  id: number;
  channel: Channel;
  contact: Sender;
  messages: Message[];
}

/** What "create new message" takes. */
export interface NewMessage {
  content?: string;
  message_type?: string;
  private?: boolean;
  content_type?: string;
  content_attributes?: Record<string, unknown>;
  source_id?: string;
}

export class Refused extends Error {}

const ITEM_KEYS = ['title', 'value'];
const LONGEST = 150_000;

/** Throws Refused for what the model's validators refuse. */
export function checked(wanted: NewMessage, channel: Channel): void {
  const { content = '', message_type: kind = 'outgoing', content_type: type = 'text' } = wanted;
  if (content.length > LONGEST) throw new Refused('Validation failed: Content is too long');
  if (kind === 'incoming' && channel !== 'Channel::Api') {
    throw new Refused('Incoming messages are only allowed in Api inboxes');
  }
  if (!['text', 'input_select'].includes(type)) throw new Refused(`'${type}' is not a valid content_type`);
  if (type !== 'input_select') return;
  const items = wanted.content_attributes?.items;
  if (!Array.isArray(items) || items.length === 0) {
    throw new Refused('Validation failed: Content attributes At least one item is required.');
  }
  const odd = items.flatMap((item) => Object.keys(item)).filter((key) => !ITEM_KEYS.includes(key));
  if (odd.length > 0) {
    throw new Refused(`Validation failed: Content attributes contains invalid keys for items : ${odd.join()}`);
  }
}

/** The finder: everything between, after or before an id, or the latest twenty. */
export function found(messages: Message[], query: URLSearchParams): Message[] {
  const [after, before] = [Number(query.get('after') ?? 0), Number(query.get('before') ?? 0)];
  if (after && before) return messages.filter(({ id }) => id >= after && id < before).slice(0, 1_000);
  if (query.has('before')) return messages.filter(({ id }) => id < before).slice(-20);
  if (query.has('after')) return messages.filter(({ id }) => id > after).slice(0, 100);
  return messages.slice(-20);
}

/** A message as the API shows it. */
export const inApi = (message: Message): object => ({
  id: message.id,
  content: message.content,
  inbox_id: 7,
  conversation_id: message.conversation,
  message_type: KINDS.indexOf(message.kind),
  content_type: message.contentType,
  status: 'sent',
  content_attributes: message.attributes,
  created_at: Math.floor(message.at / 1_000),
  private: message.private,
  source_id: message.sourceId,
  ...(message.sender ? { sender: message.sender } : {}),
  ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
});

/** What 4.9.0 to 4.12.0 put into webhooks of website inboxes: what the widget would draw (chatwoot/chatwoot#13896). */
const asHtml = (markdown: string): string =>
  `<p>${markdown.replace(/\\?\n/gu, '<br />\n').replace(/\*\*(.+?)\*\*/gu, '<strong>$1</strong>')}</p>\n`;

const bare = ({ available_name: _, ...sender }: Sender): Sender => sender;

/** What differs from one Chatwoot to another, as far as a connector meets it. */
export interface Version {
  /** Webhooks of website inboxes carry HTML: 4.9.0 to 4.12.0. */
  html: boolean;
  /** Webhooks are signed: since 4.12; sources disagree about 4.11.2. */
  signed: boolean;
  /** Webhooks go to no address inside a private network: since 4.14. */
  publicOnly: boolean;
}
export const VERSIONS = {
  '4.11': { html: true, signed: false, publicOnly: false },
  '4.12': { html: true, signed: true, publicOnly: false },
  '4.15': { html: false, signed: true, publicOnly: true },
} as const satisfies Record<string, Version>;

/** The same as webhooks show it, with where it belongs. */
export const inWebhook = (
  event: string,
  message: Message,
  { account, channel, html }: { account: number; channel: Channel; html: boolean },
): object => ({
  event,
  account: { id: account, name: 'Bowl House' },
  id: message.id,
  content: message.content && html && channel === 'Channel::WebWidget' ? asHtml(message.content) : message.content,
  content_type: message.contentType,
  content_attributes: message.attributes,
  created_at: new Date(message.at).toISOString(),
  message_type: message.kind,
  private: message.private,
  source_id: message.sourceId,
  sender: message.sender && bare(message.sender),
  inbox: { id: 7, name: 'Shop' },
  conversation: { id: message.conversation, inbox_id: 7, channel, status: 'open', messages: [] },
  ...(message.attachments.length > 0 ? { attachments: message.attachments } : {}),
});
