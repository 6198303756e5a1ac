/**
 * The reader's answers to offers, from the tap to what became of it. An answer leaves once, now or never; whatever comes
 * back, the card is brought up to date before anything is said about it.
 */
import type { Problem } from '../../contract/problem.ts';
import type { ChatConnection, OfferAnswer } from './connection.ts';
import type { Transcript } from './transcript.ts';

/** What became of the last answer to an offer. */
export type AnswerState = { busy: true } | { busy: false; problem: 'offline' | 'failed' | Problem };

interface AnswersHost {
  changed(): void;
  /** Settles when everything known to the server is held, or the line is gone. */
  catchUp(): Promise<void>;
}

export class Answers {
  readonly #states = new Map<string, AnswerState>();
  readonly #transcript: Transcript;
  readonly #connection: ChatConnection;
  readonly #host: AnswersHost;

  constructor(transcript: Transcript, connection: ChatConnection, host: AnswersHost) {
    this.#transcript = transcript;
    this.#connection = connection;
    this.#host = host;
  }

  get(offerId: string): AnswerState | undefined {
    return this.#states.get(offerId);
  }

  async send(answer: OfferAnswer): Promise<void> {
    const { offerId } = answer;
    if (this.#states.get(offerId)?.busy) return;
    this.#set(offerId, { busy: true });
    const reply = await this.#connection.answer(answer);
    if (reply.outcome === 'offline') {
      this.#set(offerId, { busy: false, problem: 'offline' });
      return;
    }
    await this.#host.catchUp();
    if (reply.outcome === 'done' || (reply.outcome === 'unknown' && this.#isClosed(offerId))) {
      this.#states.delete(offerId);
    } else {
      this.#states.set(offerId, { busy: false, problem: reply.outcome === 'refused' ? reply.problem : 'failed' });
    }
    this.#host.changed();
  }

  /** Whoever is back may answer now; nobody needs to be told any more that they were away. */
  back(): void {
    for (const [offerId, answer] of this.#states) {
      if (!answer.busy && answer.problem === 'offline') this.#states.delete(offerId);
    }
  }

  #set(offerId: string, state: AnswerState): void {
    this.#states.set(offerId, state);
    this.#host.changed();
  }

  #isClosed(offerId: string): boolean {
    // One that ended may be taken after all (rule 18): what offers an answer is not closed to it.
    return this.#transcript.messages.some(
      ({ card }) => card?.offerId === offerId && card.status !== 'pending' && card.actions.length === 0,
    );
  }
}
