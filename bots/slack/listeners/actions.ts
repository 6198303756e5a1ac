/**
 * Every button in Slack. Each press is acknowledged before anything is read, and those that nobody knows are too (a
 * button with a link is pressed as well), or Slack would show an error beside them.
 */
import type { App, BlockAction, BlockElementAction } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { ACTION_PREFIX, actionId, decodeTarget } from '../blocks/actions.ts';
import { earlierReply, pageReply } from '../blocks/command-replies.ts';
import type { Target } from '../blocks/model.ts';
import { requestMessage } from '../blocks/request.ts';
import { personIn } from '../people.ts';
import { type Choice, choiceIn } from './choices.ts';
import { earlierRequests } from './command/lookup.ts';
import { arrivalOf, commandIdOf } from './delivery.ts';
import { newNonce } from './home.ts';
import type { ListenerParts } from './parts.ts';
import type { Answers, Place } from './place.ts';
import { type Click, isShopAction } from './press.ts';
import type { ShopRequests } from './shop-requests.ts';
import { faultOf } from './slack-errors.ts';

interface ActionParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  /** A button of a request. */
  press(click: Click): Promise<void>;
  /** The button that replies to a buyer. */
  pressReply(place: Place, target: Target): Promise<void>;
  /** What changes a dialog before it is sent. */
  choose(choice: Choice): Promise<void>;
  /** The button for the settings of a shop. */
  pressSettings(place: Place, sellerId: string): Promise<void>;
}

export function listenToActions(
  app: App,
  { parts, requests, answers, press, pressReply, choose, pressSettings }: ActionParts,
): void {
  /** In a dialog as well, since a dialog is what Home can show. */
  async function showPage(place: Place, requestId: string): Promise<void> {
    const { model, words } = await requests.find(place.person, requestId, place.channel);
    if (!model) return answers.tell(place, words.say('reply.notLinked'), words);
    const url = await parts.links.page(model.request, place.person, words.locale);
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
