/**
 * The messages one chat holds, apart from how they look.
 *
 * Messages are kept by id; one that carries an older `change` than the one held is dropped, so packets may arrive in
 * any order, twice, or while a catch-up runs. What the person just sent stands at the end as a draft until the server's
 * message with the same `clientId` takes its place.
 */
import type { CardView, MessageView, ReadMark } from '../../contract/chat.ts';

export interface UnsentMessage {
  clientId: string;
  text: string;
  /** Photos that the server has already. */
  attachments?: readonly string[];
  state: 'sending' | 'failed';
}

export class Transcript {
  readonly #held = new Map<string, MessageView>();
  readonly #marks = new Map<string, ReadMark>();
  #drafts: UnsentMessage[] = [];
  #sorted: MessageView[] | undefined;
  /** The highest `change` up to which nothing is missing; undefined until the first join. */
  caughtUp: number | undefined;

  /** All messages, by `seq`. */
  get messages(): readonly MessageView[] {
    this.#sorted ??= [...this.#held.values()].sort((a, b) => a.seq - b.seq);
    return this.#sorted;
  }

  get drafts(): readonly UnsentMessage[] {
    return this.#drafts;
  }

  /** The card of the latest offer. */
  get lastCard(): CardView | undefined {
    return this.messages.findLast(({ card }) => card)?.card;
  }

  get lastSeq(): number {
    return this.messages.at(-1)?.seq ?? 0;
  }

  get firstSeq(): number {
    return this.messages[0]?.seq ?? 0;
  }

  /** Takes a message from the server. Answers what it was to this chat. */
  take(message: MessageView): 'new' | 'changed' | 'stale' {
    const held = this.#held.get(message.id);
    if (held && held.change >= message.change) return 'stale';
    this.#held.set(message.id, message);
    this.#sorted = undefined;
    if (message.clientId) this.#drafts = this.#drafts.filter((draft) => draft.clientId !== message.clientId);
    return held ? 'changed' : 'new';
  }

  /** Read marks only rise. */
  mark(mark: ReadMark): void {
    const key = `${mark.role}:${mark.id}`;
    if ((this.#marks.get(key)?.seq ?? -1) < mark.seq) this.#marks.set(key, mark);
  }

  /** How far the other side has read, for the reader's own messages. */
  readByOthers(own: ReadMark['role']): number {
    return Math.max(0, ...[...this.#marks.values()].filter((mark) => mark.role !== own).map((mark) => mark.seq));
  }

  /** How far this reader had read: of a role with several people, the one with this id. */
  readBy(role: ReadMark['role'], id: string | undefined): number {
    const marks = [...this.#marks.values()].filter((mark) => mark.role === role && (!id || mark.id === id));
    return Math.max(0, ...marks.map(({ seq }) => seq));
  }

  draft(text: string, attachments: readonly string[] = []): UnsentMessage {
    const draft: UnsentMessage = { clientId: crypto.randomUUID(), text, attachments, state: 'sending' };
    this.#drafts = [...this.#drafts, draft];
    return draft;
  }

  /** Takes over what was written before. */
  keep(drafts: readonly UnsentMessage[]): void {
    this.#drafts = [...this.#drafts, ...drafts];
  }

  setDraft(clientId: string, state: UnsentMessage['state']): void {
    this.#drafts = this.#drafts.map((draft) => (draft.clientId === clientId ? { ...draft, state } : draft));
  }
}
