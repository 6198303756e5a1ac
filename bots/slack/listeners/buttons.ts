/**
 * Every button in Slack. Each press is acknowledged before anything is read, and those that nobody knows are too (a
 * button with a link is pressed as well), or Slack would show an error beside them. Of a request's:
 *
 * - approve, accept_offer, withdraw carried a confirmation, hold_rule, assign and let_go need none: they are commands as they are. The domain decides first, so
 *   that the second click of a double click is recognised as a repeat and gets no error.
 * - the others open a dialog about the request as it is now, if that still allows them.
 *
 * A click on what is out of date is answered with what happened meanwhile, and what was clicked on is made true again.
 */
import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { RequestCommand } from '../../../src/bot.ts';
import { ACTION_PREFIX, actionId, decodeTarget, type ShopAction, type Taking } from '../blocks/actions.ts';
import { earlierReply, pageReply } from '../blocks/command-replies.ts';
import { whatHappened } from '../blocks/happenings.ts';
import type { RequestModel, Target } from '../blocks/model.ts';
import { requestMessage } from '../blocks/request.ts';
import type { Words } from '../blocks/words.ts';
import { memberOf, personIn } from '../people.ts';
import { arrivalOf, commandIdOf, faultOf } from './delivery.ts';
import { type Choice, choiceIn, type Form, formFor } from './dialogs.ts';
import { newNonce } from './home.ts';
import { earlierRequests } from './lookup.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, type Opener, originOf, type Place, type Refresh } from './place.ts';
import { type Found, isPossible, type Order, type ShopRequests } from './shop-requests.ts';

type Pressed = ShopAction | Taking;
/** Who of the shop's staff presses. */
interface Presser {
  member: string;
  name: string | undefined;
}

const IMMEDIATE: Partial<Record<Pressed, (target: Target, presses: Presser) => RequestCommand>> = {
  approve: () => ({ type: 'ApproveRequest' }),
  accept_offer: ({ offerId = '' }) => ({ type: 'AcceptOffer', offerId }),
  withdraw: ({ offerId = '' }) => ({ type: 'WithdrawOffer', offerId }),
  hold_rule: () => ({ type: 'HoldRule' }),
  assign: (_, { member, name }) => ({ type: 'AssignRequest', to: { id: member, ...(name ? { name } : {}) } }),
  let_go: () => ({ type: 'AssignRequest', to: null }),
};

/** Whether a button of this name is one that a request can have. */
const isShopAction = (name: string): name is Pressed => Object.hasOwn(IMMEDIATE, name) || formFor(name) !== undefined;

interface Click {
  place: Place;
  action: Pressed;
  target: Target;
  order: Order;
}

type FoundRequest = Extract<Found, { member: string }>;

interface PressParts {
  requests: ShopRequests;
  answers: Answers;
  refresh: Refresh;
  open: Opener;
  links: ListenerParts['links'];
}

/** Carries a click out. Rejects where the storage does; Slack was answered before. */
function createPress({ requests, answers, refresh, open, links }: PressParts): (click: Click) => Promise<void> {
  async function outdated({ place }: Click, model: RequestModel, words: Words): Promise<void> {
    const sentence = words.say('outdated.text', { text: whatHappened(model, words) });
    await answers.tell(place, sentence, words, words.say('outdated.title'));
    await refresh(place, model, words);
  }

  async function run(click: Click, command: RequestCommand, before: RequestModel, words: Words): Promise<void> {
    const { place, action, target, order } = click;
    const outcome = await requests.execute(before, command, order);
    if (outcome.ok) {
      const model = await requests.again(before);
      // In effect already, and not by this person since they saw the message: worth a word.
      if (!outcome.created && !isDoubleClick(model, click)) return outdated(click, model, words);
      return refresh(place, model, words, false);
    }
    const why = await requests.obstacle(before, outcome.refusal, { action, target, words });
    if (why.outdated) return outdated(click, why.model, words);
    await answers.tell(place, why.sentence, words);
    await refresh(place, why.model, words);
  }

  async function openForm(form: Form, click: Click, found: FoundRequest): Promise<void> {
    const { model, words, member } = found;
    const { place, action, target } = click;
    if (!isPossible(model, action, target)) return outdated(click, model, words);
    const { id: requestId, version } = model.request;
    const ref = { requestId, version, ...(target.offerId ? { offerId: target.offerId } : {}), ...originOf(place) };
    const [seen, replies, page] = await Promise.all([
      action === 'offer' ? requests.withOdds(model) : model,
      action === 'ship' ? model : requests.withReplies(model),
      action === 'reject' ? links.page(model.request, member, words.locale) : undefined,
    ]);
    const beside = { ...seen, replies: replies.replies, ...(page ? { page } : {}) };
    const opened = await open(place, form.view(beside, words, ref), words, { requestId, action });
    // In Home a spent trigger has nothing left to say it with.
    if (!opened && place.on === 'home') await refresh(place, model, words);
  }

  return async (click) => {
    const { place, action, target } = click;
    const found = await requests.find(place.person, target.requestId, place.channel);
    const { model, words } = found;
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    const command = IMMEDIATE[action]?.(target, { member: found.member, name: place.person.name });
    const form = formFor(action);
    if (command) await run(click, command, model, words);
    else if (form) await openForm(form, click, found);
  };
}

/** Whether the person acted since the version their message shows, on what is still the last offer. */
function isDoubleClick({ request, history }: RequestModel, { place, target }: Click): boolean {
  if (target.offerId !== undefined && target.offerId !== request.offer?.id) return false;
  const userId = memberOf(place.person);
  return history.some(({ seq, actor }) => seq > target.version && actor.userId === userId);
}

interface ButtonParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  refresh: Refresh;
  open: Opener;
  /** The button that replies to a buyer. */
  pressReply(place: Place, target: Target): Promise<void>;
  /** What changes a dialog before it is sent. */
  choose(choice: Choice): Promise<void>;
  /** The button for the settings of a shop. */
  pressSettings(place: Place, sellerId: string): Promise<void>;
}

export function listenToButtons(app: App, buttons: ButtonParts): void {
  const { parts, requests, answers, pressReply, choose, pressSettings } = buttons;
  const press = createPress({ ...buttons, links: parts.links });

  /** In a dialog as well, since a dialog is what Home can show. */
  async function showPage(place: Place, requestId: string): Promise<void> {
    const found = await requests.find(place.person, requestId, place.channel);
    const { model, words } = found;
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    const url = await parts.links.page(model.request, found.member, words.locale);
    await answers.show(place, pageReply(model.request, url, words), words, words.say('action.page'));
  }

  async function show(place: Place, requestId: string): Promise<void> {
    const { model, words } = await requests.find(place.person, requestId, place.channel);
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    await answers.show(place, requestMessage(model, words, newNonce()));
  }

  async function showEarlier(place: Place, requestId: string): Promise<void> {
    const { model, words } = await requests.find(place.person, requestId, place.channel);
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    const message = earlierReply(model.request, await earlierRequests(parts, model), words);
    await answers.show(place, message, words, words.say('action.earlier'));
  }

  async function take(place: Place, action: BlockElementAction, arrivedAt: string): Promise<void> {
    if (action.type !== 'button') return;
    if (action.action_id === actionId('settings')) return pressSettings(place, action.value ?? '');
    const target = decodeTarget(action.value);
    if (action.action_id === actionId('page') && target) return showPage(place, target.requestId);
    if (action.action_id === actionId('reply') && target) return pressReply(place, target);
    if (action.action_id === actionId('show') && target) return show(place, target.requestId);
    if (action.action_id === actionId('earlier') && target) return showEarlier(place, target.requestId);
    const name = action.action_id.slice(ACTION_PREFIX.length);
    if (!action.action_id.startsWith(ACTION_PREFIX) || !isShopAction(name) || !target) return;
    const { person } = place;
    const commandId = commandIdOf('press', person.team, person.user, action.action_ts, name, target.requestId);
    await press({ place, action: name, target, order: { person, arrivedAt, commandId } });
  }

  app.action({}, async ({ ack, body, client, context }) => {
    const arrivedAt = arrivalOf(context, parts.clock);
    await ack();
    if (body.type !== 'block_actions') return;
    const choice = choiceIn(body, client, requests);
    if (choice) {
      const unseen = (error: unknown) =>
        parts.log.warn(faultOf(error), 'a dialog in Slack could not show what was chosen in it');
      return choose(choice).catch(unseen);
    }
    const place = placeOf(body, client);
    const [action] = body.actions;
    if (!place || !action) return;
    try {
      await take(place, action, arrivedAt);
    } catch (error) {
      const about = { action: action.action_id, requestId: requestIdOf(action) };
      parts.log.error({ ...about, ...faultOf(error) }, 'a press in Slack could not be carried out');
      const words = requests.lastWords(place.person);
      await answers.tell(place, words.say('reply.sorry'), words);
    }
  });
  app.options({}, async ({ ack }) => ack({ options: [] }));
  app.shortcut({}, async ({ ack }) => ack());
}

const requestIdOf = (action: BlockElementAction): string | undefined =>
  'value' in action ? decodeTarget(action.value)?.requestId : undefined;

/** Where the press was made; null inside a dialog, whose buttons only lead to pages. */
function placeOf(body: BlockAction, client: WebClient): Place | null {
  const common = { person: personIn(body), client, triggerId: body.trigger_id };
  if (body.view) return body.view.type === 'home' ? { on: 'home', ...common } : null;
  return {
    on: body.container.is_ephemeral === true ? 'ephemeral' : 'message',
    ...common,
    channel: body.channel?.id,
    ts: body.message?.ts,
    responseUrl: body.response_url,
  };
}
