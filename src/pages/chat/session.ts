/**
 * One chat between its connection and its view: joins and catches up, sends, answers, and knows what is true now.
 *
 * Phases
 * - connecting: nothing shown yet. Leaves with the first join.
 * - live: everything up to `transcript.caughtUp` is held and changes arrive by themselves.
 * - reconnecting: the network or the server is away. What is held stays readable; answers are refused at once. Leaves
 *   when everything missed has been fetched, and takes all of it in one step, so no older card flashes by.
 * - ended: the session or the conversation is gone for good; `ended` says why. Nothing leaves it.
 */
import type { MessageView, ReaderRole } from '../../contract/chat.ts';
import type { JoinAnswer } from '../../contract/live.ts';
import type { Problem } from '../../contract/problem.ts';
import { isOfToken, passesByItself } from '../session/refusals.ts';
import type { Said } from '../session/said.ts';
import { Answers } from './answers.ts';
import type { ChatConnection, ChatEvents, Connect, OfferAnswer } from './connection.ts';
import { Renewal } from './renewal.ts';
import { Transcript, type UnsentMessage } from './transcript.ts';

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'ended';

export interface SessionHost {
  /** Something that is shown has changed. */
  changed(): void;
  /** Messages that are new or changed since the chat was first shown: what a screen reader should hear. */
  arrived(messages: { message: MessageView; fresh: boolean }[]): void;
  /** A fresh token, or null where there is none to be had. Rejects where there may be one later. */
  renewToken(): Promise<string | null>;
}

const RETRY_MS = 1_000;
const TYPING_SHOWN_MS = 5_000;
const TYPING_SENT_MS = 3_000;

/** Refusals that pass by themselves. */
const passes = (problem: Problem): boolean => passesByItself(problem) || problem.code === 'idempotency_in_progress';

export class ChatSession {
  readonly transcript = new Transcript();
  readonly answers: Answers;
  /** Up to here the reader had read when they came back to the chat; undefined where nothing marks a return. */
  readBefore: number | undefined;
  phase: Phase = 'connecting';
  ended: Problem | 'expired' | undefined;
  hasEarlier = false;
  /** News take a few seconds, since the network lets no live connection through. */
  slower = false;
  typing: MessageView['author'] | undefined;
  /** The zone in which the server addresses the reader. */
  zone: string | undefined;
  /** Whose conversation it is and what it is about, once the server said so. */
  about: Pick<JoinAnswer, 'sellerName' | 'orderId' | 'items'> = {};
  /** Add to this device's clock to get the server's, in milliseconds. */
  clockOffset = 0;

  /** What the server lets this person in with now. */
  token: string;
  readonly #connection: ChatConnection;
  readonly #host: SessionHost;
  readonly #reader: ReaderRole;
  readonly #readerId: string | undefined;
  readonly #renewal: Renewal;
  #catchingUp: Promise<void> | undefined;
  #again = false;
  #read = 0;
  #typingSent = 0;
  #typingEnds: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(
    connect: Connect,
    options: {
      url: string;
      token: string;
      conversation: string;
      says?: () => Said;
      reader: ReaderRole;
      readerId?: string;
      /** What this person wrote in a session before this one and nobody has yet. */
      drafts?: readonly UnsentMessage[];
    },
    host: SessionHost,
  ) {
    this.#host = host;
    this.token = options.token;
    this.#reader = options.reader;
    this.#readerId = options.readerId;
    this.transcript.keep(options.drafts ?? []);
    this.#renewal = new Renewal({
      renewToken: () => host.renewToken(),
      use: (token) => this.useToken(token),
      waiting: () => this.#enter('reconnecting'),
      ended: () => this.#end('expired'),
    });
    const events: ChatEvents = {
      connected: () => void this.catchUp(),
      disconnected: () => this.#enter('reconnecting'),
      refused: (problem) => this.#refused(problem),
      expired: () => this.#renewal.expired(),
      slower: (slower) => {
        this.slower = slower;
        host.changed();
      },
      message: (message) => this.#arrived(message),
      typing: (author) => this.#showTyping(author),
      read: (mark) => {
        this.transcript.mark(mark);
        host.changed();
      },
    };
    this.#connection = connect(options, events);
    this.answers = new Answers(this.transcript, this.#connection, {
      changed: () => host.changed(),
      catchUp: () => this.catchUp(),
    });
    this.#renewal.started(options.token);
  }

  close(): void {
    clearTimeout(this.#retry);
    this.#renewal.stop();
    clearTimeout(this.#typingEnds);
    this.#connection.close();
  }

  /** Fetches whatever is missing and shows it in one step. Runs once at a time; a call meanwhile runs it again. */
  catchUp(): Promise<void> {
    if (this.#catchingUp) this.#again = true;
    else this.#catchingUp = this.#fetchAll();
    return this.#catchingUp;
  }

  async #fetchAll(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      do {
        this.#again = false;
        await this.#fetchMissing();
      } while (this.#again);
    } finally {
      this.#catchingUp = undefined;
    }
  }

  async #fetchMissing(): Promise<void> {
    const missed: MessageView[] = [];
    const first = this.transcript.caughtUp === undefined;
    let after = this.transcript.caughtUp;
    for (;;) {
      const reply = await this.#connection.join(after === undefined ? undefined : { after });
      if (reply.outcome === 'refused') return this.#refused(reply.problem);
      if (reply.outcome !== 'done') return this.#retryLater();
      const page = reply.value;
      missed.push(...page.messages);
      const last = page.messages.at(-1);
      if (first || !page.hasMore || !last) {
        this.#take(missed, page, first);
        return;
      }
      after = last.change;
    }
  }

  #take(missed: MessageView[], page: JoinAnswer, first: boolean): void {
    const told = missed
      .map((message) => ({ message, was: this.transcript.take(message) }))
      .filter(({ was }) => was !== 'stale')
      .map(({ message, was }) => ({ message, fresh: was === 'new' }));
    for (const mark of page.reads) this.transcript.mark(mark);
    this.transcript.caughtUp = Math.max(page.lastChange, this.transcript.caughtUp ?? 0);
    this.clockOffset = Date.parse(page.now) - Date.now();
    this.zone = page.zone;
    this.about = page;
    if (first) {
      this.hasEarlier = page.hasMore;
      // Whoever opens a chat for the first time returns from nowhere.
      this.readBefore = this.transcript.readBy(this.#reader, this.#readerId) || undefined;
    }
    this.answers.back();
    this.#enter('live');
    if (!first) this.#host.arrived(told);
    for (const draft of this.transcript.drafts) {
      if (draft.state === 'sending') void this.#deliver(draft);
    }
  }

  #arrived(message: MessageView): void {
    const { transcript } = this;
    const was = transcript.take(message);
    const expected = (transcript.caughtUp ?? 0) + 1;
    if (message.change === expected) transcript.caughtUp = message.change;
    else if (message.change > expected) void this.catchUp();
    if (was === 'stale') return;
    if (message.author.role === this.typing?.role) this.typing = undefined;
    this.#host.changed();
    this.#host.arrived([{ message, fresh: was === 'new' }]);
  }

  /** The others' messages that the reader had not read when they came back, oldest first. */
  get unread(): readonly MessageView[] {
    const { readBefore } = this;
    if (readBefore === undefined) return [];
    return this.transcript.messages.filter(({ seq, author }) => seq > readBefore && author.role !== this.#reader);
  }

  async loadEarlier(): Promise<void> {
    const reply = await this.#connection.join({ before: this.transcript.firstSeq });
    if (reply.outcome !== 'done') return;
    for (const message of reply.value.messages) this.transcript.take(message);
    this.hasEarlier = reply.value.hasMore;
    this.#host.changed();
  }

  send(text: string, attachments: readonly string[] = []): void {
    const draft = this.transcript.draft(text, attachments);
    this.readBefore = undefined;
    this.#typingSent = 0;
    this.#host.changed();
    void this.#deliver(draft);
  }

  resend(clientId: string): void {
    const draft = this.transcript.drafts.find((held) => held.clientId === clientId);
    if (!draft) return;
    this.transcript.setDraft(clientId, 'sending');
    this.#host.changed();
    void this.#deliver(draft);
  }

  /**
   * A draft that found no network, or lost it on the way, keeps waiting: the next catch-up sends it, and its `clientId`
   * drops repeats.
   */
  async #deliver({ clientId, text, attachments }: UnsentMessage): Promise<void> {
    const reply = await this.#connection.send(text, clientId, attachments);
    const waits = reply.outcome === 'offline' || (reply.outcome === 'unknown' && !this.#connection.online);
    if (reply.outcome === 'done') this.#arrived({ ...reply.value.message, clientId });
    else if (!waits) this.transcript.setDraft(clientId, 'failed');
    this.#host.changed();
  }

  /** Sends an answer once, now or never. */
  answer(answer: OfferAnswer): Promise<void> {
    return this.answers.send(answer);
  }

  /** Tells the others that the reader is writing, at most every few seconds. */
  writing(): void {
    const now = Date.now();
    if (now - this.#typingSent < TYPING_SENT_MS) return;
    this.#typingSent = now;
    this.#connection.typing();
  }

  /** Tells the others that the reader has seen everything up to `seq`. */
  seen(seq: number): void {
    if (seq <= this.#read || this.phase !== 'live') return;
    this.#read = seq;
    this.#connection.read(seq);
  }

  #showTyping(author: MessageView['author']): void {
    if (author.role === this.#reader) return;
    this.typing = author;
    clearTimeout(this.#typingEnds);
    this.#typingEnds = setTimeout(() => {
      this.typing = undefined;
      this.#host.changed();
    }, TYPING_SHOWN_MS);
    this.#host.changed();
  }

  /** Goes on with another token of the same person. */
  useToken(token: string): void {
    if (this.phase === 'ended') return;
    this.token = token;
    this.#renewal.started(token);
    this.#connection.renew(token);
  }

  #refused(problem: Problem): void {
    if (isOfToken(problem)) this.#renewal.expired();
    else if (passes(problem)) this.#retryLater();
    else this.#end(problem);
  }

  #retryLater(): void {
    this.#enter('reconnecting');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      if (this.#connection.online) void this.catchUp();
    }, RETRY_MS);
  }

  #enter(phase: Phase): void {
    if (this.phase === 'ended') return;
    const never = this.transcript.caughtUp === undefined;
    this.phase = phase === 'reconnecting' && never ? 'connecting' : phase;
    this.#host.changed();
  }

  #end(reason: Problem | 'expired'): void {
    this.phase = 'ended';
    this.ended = reason;
    this.close();
    this.#host.changed();
  }
}
