/**
 * The shop is told of a buyer's message that waits for a reply: once in the request's thread, however much the buyer
 * writes before somebody replies, and anew for what they write after that.
 *
 * What was told is kept true by edits, which reach nobody's phone: it shows the latest words as long as they wait here, and
 * no words and no button once they do not. So nothing is left in it of a request that is closed, and may be erased.
 */
import { CLOSED, type Clock, type Next, type RequestState, type Store } from '../../../src/bot.ts';
import { buyerWaitsMessage, buyerWaitsNoMore } from '../blocks/buyer-waits.ts';
import type { Job, Sender } from './job.ts';
import { keepTrue } from './keep-true.ts';
import type { Attempt } from './notes.ts';
import type { Posted, Poster } from './poster.ts';
import { keyOf, type Scene } from './scene.ts';

export interface BuyerWaitsParts {
  store: Store;
  clock: Clock;
  sender: Sender;
  poster: Poster;
  nonce(): string;
}

export interface BuyerWaits {
  /** Takes note of a message that an earlier try had posted. */
  adopt(job: Job, attempt: Attempt, posted: Posted): void;
  /** Makes what was told true. */
  edit(scene: Scene): Promise<void>;
  /** Tells what waits. Answers when there is more to tell. */
  tell(scene: Scene): Promise<Next>;
  /** The conversation waits on this request from now on: what older ones tell of it is looked at. */
  passTo(state: RequestState): Promise<void>;
}

/** Of a conversation, to find those that are open. */
const LOOKED_AT = 100;

export function createBuyerWaits({ store, clock, sender, poster, nonce }: BuyerWaitsParts): BuyerWaits {
  /** What waits on this request. */
  const waitsHere = ({ state, waiting }: Scene) => (waiting.requestId === state.id ? waiting.words : null);
  const isTold = ({ job, waiting }: Scene): boolean => (job.notes.waits?.seq ?? 0) > (waiting.reply?.seq ?? 0);

  return {
    adopt({ notes }, { waits, key }, posted) {
      if (waits !== undefined) notes.waits = { seq: waits, ...posted, key, shows: waits };
    },
    async edit(scene) {
      const { job, state, model, words, waiting } = scene;
      const { waits } = job.notes;
      if (!waits) return;
      const here = isTold(scene) ? waitsHere(scene) : null;
      if (waits.shows === (here?.seq ?? 0)) return;
      const repliedBy = waiting.reply && waiting.reply.seq > waits.seq ? waiting.reply.by : null;
      const message = here
        ? buyerWaitsMessage(model, here, words, nonce())
        : buyerWaitsNoMore(repliedBy, words, nonce());
      if ((await keepTrue(poster, job, waits, message, state.id)) !== 'refused') waits.shows = here?.seq ?? 0;
    },
    async tell(scene) {
      const { job, state, model, words, quietUntil } = scene;
      const { notes } = job;
      const here = waitsHere(scene);
      if (!here || isTold(scene) || notes.ts === null) return null;
      if (quietUntil !== null) return quietUntil;
      const key = `${keyOf(job)}#waits:${here.seq}`;
      const message = buyerWaitsMessage(model, here, words, nonce());
      const channel = notes.channel ?? undefined;
      const post = { channel, threadTs: notes.ts, broadcast: false, message, key, requestId: state.id };
      const posted = await sender.send(job, post, notes.told, { waits: here.seq });
      notes.waits = { seq: here.seq, ...posted, key, shows: here.seq };
      return null;
    },
    async passTo({ id, facts: { conversationId } }) {
      const all = await store.requests.inConversation(conversationId, '', LOOKED_AT);
      const subjects = all.filter((other) => other.id !== id && !CLOSED.has(other.status)).map((other) => other.id);
      if (subjects.length > 0) await store.work.alert.wake({ subjects }, clock.now());
    },
  };
}
