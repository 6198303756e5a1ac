/** What tests ask of a Chatwoot that stands in, and how they arrange what goes wrong. */
import type { Channel, Conversation, Message, NewMessage, Sender, Version } from './model.ts';

/** What happens to the next calls that match. */
export interface Fault {
  /** `send`: creating a message; `read`: everything else. */
  on: 'send' | 'read';
  times?: number;
  /** Answers this, and does nothing. */
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  /** Does the work, and drops the connection without an answer. */
  lose?: true;
  /** Does the work, and answers as it does where something went wrong after it: 422, whatever it was. */
  regret?: string;
  /** Runs after the work and before the answer. */
  after?: () => Promise<void> | void;
  /** Never answers and does nothing. */
  hang?: true;
}

export interface Call {
  method: string;
  path: string;
  body: NewMessage | null;
  status: number | null;
}

export interface FakeChatwoot {
  url: string;
  calls: Call[];
  faults: Fault[];
  conversation(id: number, channel?: Channel): Conversation;
  remove(id: number): void;
  /** The messages that the buyer sees: no notes. */
  seenByBuyer(id: number): Message[];
  /** A contact writes. */
  say(id: number, content: string | null, attachments?: Message['attachments']): Promise<Message>;
  /** Somebody at Chatwoot writes. */
  reply(id: number, content: string, more?: { private?: boolean; sender?: Sender | null }): Promise<Message>;
  /** The contact chooses an option of a message. */
  choose(id: number, messageId: number, value: string): Promise<void>;
  /** Tells the latest webhook, or one like it, once more. Answers the status. */
  tell(body: object, oddity?: Oddity): Promise<number>;
  last(): object;
  /** Where webhooks go from now on; null: nowhere. */
  sendTo(url: string | null): void;
  token: string;
  version: Version;
  /** A Chatwoot that goes to public addresses only is given one that leads here. */
  callsHome: boolean;
  /** What a Chatwoot from before it kept them drops: keys and source ids. */
  forgetful: boolean;
  /** Resolves when every webhook so far was answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

export interface Oddity {
  secret?: string | null;
  /** Seconds since it was signed. */
  age?: number;
}
