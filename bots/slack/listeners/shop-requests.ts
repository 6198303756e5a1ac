/**
 * A person's dealings with their shops' requests: finds what they may see, puts their commands to it, and says what
 * stands in the way. Entries (buttons, forms) only turn what Slack sends into these calls.
 */
import {
  createDesk,
  type Instant,
  LruCache,
  type Refusal,
  type RequestCommand,
  type RequestState,
  type Served,
} from '../../../src/bot.ts';
import type { ShopAction, Taking } from '../blocks/actions.ts';
import { whatHappened } from '../blocks/happenings.ts';
import type { RequestModel, Target } from '../blocks/model.ts';
import { refusalSentence } from '../blocks/refusals.ts';
import { type Words, wordsFor } from '../blocks/words.ts';
import { homeOf, linksOf, memberIn, memberOf, type SlackPerson } from '../people.ts';
import { inTime } from './delivery.ts';
import type { ListenerParts } from './parts.ts';

/**
 * A request of one of the person's shops, or none that they may know of. `words`: how to speak to them; `member`: who of that
 * shop's staff they are.
 */
export type Found = { model: RequestModel; words: Words; member: string } | { model: null; words: Words };

/** `arrivedAt` and `commandId` come from the delivery (delivery.ts). */
export interface Order {
  person: SlackPerson;
  arrivedAt: Instant;
  commandId: string;
}

/** Why a command did not take effect, with the request as it stands. `outdated`: it is not possible any more. */
export interface Obstacle {
  model: RequestModel;
  outdated: boolean;
  /** For the person, whole: with what happened meanwhile where that is the reason. */
  sentence: string;
}

/** Whoever answers these names an offer; the others are about the request. */
const ABOUT_AN_OFFER: ReadonlySet<ShopAction | Taking> = new Set([
  'withdraw',
  'accept_offer',
  'reject_offer',
  'counter_offer',
]);
/** The state moved on: what happened meanwhile says more than the refusal. */
const MOVED_ON: ReadonlySet<Refusal['code']> = new Set(['conflict', 'deadline_passed', 'version_mismatch']);
const REMEMBERED = 5_000;
/** Of the three seconds that Slack gives a dialog, for what it does without as well. */
const BESIDE_WITHIN_MS = 1_000;

/** Whether the request still allows what a button or a form of an earlier moment is about. `actions` decides. */
export function isPossible({ request }: RequestModel, asked: ShopAction | Taking, target: Target): boolean {
  const action = asked === 'let_go' ? 'assign' : asked;
  if (!request.actions?.includes(action)) return false;
  return !ABOUT_AN_OFFER.has(action) || target.offerId === request.offer?.id;
}

export type ShopRequests = ReturnType<typeof createShopRequests>;

export function createShopRequests({ store, commands, models }: Pick<ListenerParts, 'store' | 'commands' | 'models'>) {
  const desk = createDesk({ store, commands, show: (state) => state });
  /** How each person was spoken to last: needed where the storage is too slow to say. */
  const spoken = new LruCache<Words>(REMEMBERED);
  /** Commands on their way: a delivery that comes twice at once runs once. */
  const running = new Map<string, Promise<Served<RequestState>>>();
  const keyOf = (person: SlackPerson): string => `${homeOf(person)}/${person.user}`;

  const remember = (person: SlackPerson, words: Words): Words => {
    spoken.set(keyOf(person), words);
    return words;
  };
  const lastWords = (person: SlackPerson): Words => spoken.get(keyOf(person)) ?? wordsFor(undefined, 'UTC');

  /**
   * The request, if it is of a shop the person acts for. Whether there is another such request is not told; only where
   * its shop's alerts go to the `channel` that was pressed in, everybody there is spoken to in the shop's language.
   */
  async function find(person: SlackPerson, requestId: string, channel?: string): Promise<Found> {
    const [links, model] = await Promise.all([linksOf(store, person), models.byId(requestId)]);
    const seller = model && (await store.directory.seller(model.request.sellerId));
    if (seller && links.some(({ sellerId }) => sellerId === seller.id))
      return { model, words: remember(person, models.words(seller)), member: memberIn(seller.id, person, links) };
    const isTheirChannel = channel !== undefined && seller?.alerts?.slack?.channel === channel;
    return { model: null, words: isTheirChannel ? models.words(seller) : lastWords(person) };
  }

  /** The request as it is by now, of a model that was found before. */
  async function again({ request }: RequestModel): Promise<RequestModel> {
    const model = await models.byId(request.id);
    if (!model) throw new Error(`request ${request.id} is gone`);
    return model;
  }

  /** With the odds of its quick picks, unless they take too long: an offer is made without them as well. */
  async function withOdds(model: RequestModel): Promise<RequestModel> {
    const odds = await inTime(models.odds(model.request.id), BESIDE_WITHIN_MS).catch(() => null);
    return odds ? { ...model, odds } : model;
  }

  /** With what its shop saved to say to buyers, unless that takes too long. */
  async function withReplies(model: RequestModel): Promise<RequestModel> {
    const replies = await inTime(store.replies.get(model.request.sellerId), BESIDE_WITHIN_MS).catch(() => null);
    return replies ? { ...model, replies } : model;
  }

  /** Puts the command to the request. A repeated delivery finds what the first one did. */
  function execute({ request }: RequestModel, command: RequestCommand, order: Order): Promise<Served<RequestState>> {
    const { commandId, arrivedAt, person } = order;
    const known = running.get(commandId);
    if (known) return known;
    const caller = {
      kind: 'person',
      person: { role: 'seller', id: request.sellerId, userId: memberOf(person) },
    } as const;
    const outcome = desk
      .serve(request.id, command, { caller, arrivedAt, commandId, retried: true })
      .finally(() => running.delete(commandId));
    running.set(commandId, outcome);
    return outcome;
  }

  /** What to say of a refusal, seen from the request as it is by now. */
  async function obstacle(
    before: RequestModel,
    refusal: Refusal,
    asked: { action: ShopAction | Taking; target: Target; words: Words },
  ): Promise<Obstacle> {
    const model = await again(before);
    const outdated = MOVED_ON.has(refusal.code) || !isPossible(model, asked.action, asked.target);
    const sentence = outdated ? whatHappened(model, asked.words) : refusalSentence(refusal, model, asked.words);
    return { model, outdated, sentence };
  }

  return { find, again, withOdds, withReplies, execute, obstacle, lastWords, remember };
}
