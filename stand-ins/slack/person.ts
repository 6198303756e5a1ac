/** A person in Slack: sees what Slack would show them, and does what they could do there. */
import { applyCommand, applySubmission, channelFor } from './acks.ts';
import { elementsOf, entered, formRefusals, type Placed, stateOf } from './forms.ts';
import { type Entries, type Entry, FormRefused, type Person, type Place, type PressOptions } from './interface.ts';
import { find, post, posted, remove, repliesOf, shownIn } from './messages.ts';
import {
  type Acted,
  blockActions,
  eventEnvelope,
  type Scene,
  slashCommand,
  viewClosed,
  viewSubmission,
} from './payloads.ts';
import { nextTs, openDm } from './state.ts';
import type { Ack, Channel, Delivery, Json, OpenModal, SlackBlock, SlackView } from './types.ts';
import { closeModal, topModal } from './views.ts';

type Send = (delivery: Delivery) => Promise<Ack>;

const NO_EVENT: Ack = { status: 200, body: '', milliseconds: 0 };

/** The blocks that stand at a place, and the place as payloads name it. Throws where there is nothing. */
function standing(scene: Scene, place: Place, stale: PressOptions['stale']): { blocks: SlackBlock[]; acted: Acted } {
  const { workspace, user } = scene;
  if (place === 'home' || place === 'modal') {
    const view = place === 'home' ? workspace.homes.get(user.id) : topModal(workspace, user.id)?.view;
    if (!view) throw new Error(`${user.id} has no ${place} to press anything in`);
    return { blocks: view.blocks, acted: { kind: 'view', view } };
  }
  if ('ephemeral' in place) {
    const channels = [...workspace.channels.values()];
    const channel = channels.find(({ ephemerals }) => ephemerals.some(({ id }) => id === place.ephemeral));
    const ephemeral = channel?.ephemerals.find(({ id, user: seenBy }) => id === place.ephemeral && seenBy === user.id);
    if (!channel || !ephemeral) throw new Error(`${user.id} does not see an ephemeral ${place.ephemeral}`);
    const blocks = ephemeral.blocks ?? [];
    return { blocks, acted: { kind: 'ephemeral', channel, ephemeral, values: stateOf(blocks) } };
  }
  const channel = channelFor(scene.state, workspace, user, place.channel);
  const message = stale ?? find(channel, place.ts);
  if (!message) throw new Error(`there is no message ${place.ts} in ${place.channel}`);
  const blocks = message.blocks ?? [];
  return { blocks, acted: { kind: 'message', channel, message, values: stateOf(blocks) } };
}

function placed(blocks: SlackBlock[], actionId: string, blockId: string | undefined): Placed {
  const all = elementsOf(blocks);
  const found = all.filter((one) => one.actionId === actionId && (blockId === undefined || one.blockId === blockId));
  const [one] = found;
  if (one && found.length === 1) return one;
  const there = all.map((each) => `${each.blockId}/${each.actionId}`).join(', ') || 'nothing';
  throw new Error(`${found.length} elements are ${blockId ?? '*'}/${actionId}; there is ${there}`);
}

/** What a payload says of the element that was used. */
function actionOf({ element, blockId, actionId }: Placed, done: Json): Json {
  const { type, text, value, style } = element;
  const button = type === 'button' ? { text, value, style } : {};
  return { type, block_id: blockId, action_id: actionId, ...button, ...done };
}

/** Keeps what was entered where Slack keeps it: in the view's state. */
function keep(view: SlackView, { blockId, actionId }: Placed, held: Json): void {
  view.state.values[blockId] = { ...view.state.values[blockId], [actionId]: held };
}

const tellsAtOnce = ({ block }: Placed): boolean => block.type !== 'input' || block.dispatch_action === true;

/** The element an entry is for: named by its block, by block and action, or by its action alone. */
function entriesFor(view: SlackView, entries: Entries): [Placed, Entry][] {
  const all = elementsOf(view.blocks);
  return Object.entries(entries).flatMap(([key, given]) => {
    const isEntry = given === null || typeof given === 'string' || Array.isArray(given);
    const byAction: [string | null, Entry][] = isEntry ? [[null, given]] : Object.entries(given);
    return byAction.map(([actionId, entry]): [Placed, Entry] => {
      const inBlock = all.filter((one) => one.blockId === key && (actionId === null || one.actionId === actionId));
      const found = inBlock.length > 0 || actionId !== null ? inBlock : all.filter((one) => one.actionId === key);
      const [one] = found;
      if (one && found.length === 1) return [one, entry];
      const there = all.map((each) => `${each.blockId}/${each.actionId}`).join(', ');
      throw new Error(`${found.length} fields are ${key}${actionId === null ? '' : `/${actionId}`}; there is ${there}`);
    });
  });
}

/** Everything one person does and sees; `send` tells the bot. */
export function createPerson(scene: Scene, send: Send): Person {
  const { state, workspace, user } = scene;
  const channelNamed = (id: string): Channel => channelFor(state, workspace, user, id);
  const openModal = (): OpenModal => {
    const open = topModal(workspace, user.id);
    if (!open) throw new Error(`${user.id} has no modal open`);
    return open;
  };

  async function press(place: Place, actionId: string, options: PressOptions = {}): Promise<Ack> {
    const { blocks, acted } = standing(scene, place, options.stale);
    const button = placed(blocks, actionId, options.blockId);
    if (button.element.type !== 'button') throw new Error(`${actionId} is no button`);
    return send(blockActions(scene, acted, actionOf(button, {})));
  }

  /** Enters a value and tells the bot. */
  async function pick(acted: Acted, one: Placed, entry: Entry): Promise<Ack> {
    if (one.element.type === 'overflow') {
      const held = entered({ ...one.element, type: 'static_select' }, entry);
      return send(blockActions(scene, acted, actionOf(one, { selected_option: held.selected_option })));
    }
    const { type: _, ...done } = entered(one.element, entry);
    const held = { type: one.element.type, ...done };
    if (acted.kind === 'view') keep(acted.view, one, held);
    else acted.values[one.blockId] = { ...acted.values[one.blockId], [one.actionId]: held };
    state.changed();
    return send(blockActions(scene, acted, actionOf(one, done)));
  }

  async function choose(place: Place, actionId: string, entry: Entry, options: PressOptions = {}): Promise<Ack> {
    const { blocks, acted } = standing(scene, place, options.stale);
    return pick(acted, placed(blocks, actionId, options.blockId), entry);
  }

  async function fill(entries: Entries): Promise<void> {
    const open = openModal();
    for (const [one, entry] of entriesFor(open.view, entries)) {
      if (tellsAtOnce(one)) await pick({ kind: 'view', view: open.view }, one, entry);
      else keep(open.view, one, entered(one.element, entry));
    }
    state.changed();
  }

  async function submit(entries: Entries = {}): Promise<Ack> {
    await fill(entries);
    const open = openModal();
    if (!open.view.submit) throw new Error('the open modal has nothing to submit');
    const refusals = formRefusals(open.view.blocks, open.view.state.values);
    if (Object.keys(refusals).length > 0) throw new FormRefused(refusals);
    const ack = await send(viewSubmission(scene, open.view));
    applySubmission(state, workspace, user, open, ack);
    return ack;
  }

  return {
    press,
    choose,
    fill,
    submit,
    async closeModal() {
      const { view } = openModal();
      closeModal(state, workspace, user.id, view.clear_on_close === true);
      return view.notify_on_close ? send(viewClosed(scene, view)) : null;
    },
    async slash(text, channelId, command = '/parley') {
      const channel = channelNamed(channelId);
      const ack = await send(slashCommand(scene, channel, text, command));
      applyCommand(state, workspace, user, { name: command, channel }, ack);
      return ack;
    },
    openHome(tab = 'home') {
      const channel = openDm(state, workspace, user.id).id;
      const view = tab === 'home' ? workspace.homes.get(user.id) : undefined;
      const event = { type: 'app_home_opened', user: user.id, channel, tab, view };
      return send(eventEnvelope(state, workspace, event));
    },
    say(channelId, text, { threadTs } = {}) {
      const channel = channelNamed(channelId);
      return posted(channel, post(state, workspace, channel, { user: user.id, text, threadTs }));
    },
    async deleteMessage(channelId, ts) {
      const channel = channelNamed(channelId);
      const message = find(channel, ts);
      if (!message) throw new Error(`there is no message ${ts} in ${channelId}`);
      const before = structuredClone(message);
      remove(state, channel, message);
      if (!channel.members.has(workspace.botUser)) return NO_EVENT;
      const event = {
        type: 'message',
        subtype: 'message_deleted',
        channel: channel.id,
        channel_type: { public: 'channel', private: 'group', im: 'im' }[channel.kind],
        hidden: true,
        ts: nextTs(state, channel),
        deleted_ts: ts,
        previous_message: before,
      };
      return send(eventEnvelope(state, workspace, event));
    },
    messages: (channelId) =>
      shownIn(channelNamed(channelId)).map((message) => posted(channelNamed(channelId), message)),
    thread(channelId, ts) {
      const channel = channelNamed(channelId);
      const parent = find(channel, ts);
      return [...(parent ? [parent] : []), ...repliesOf(channel, ts)].map((message) => posted(channel, message));
    },
    ephemerals(channelId) {
      const channels = channelId === undefined ? [...workspace.channels.values()] : [channelNamed(channelId)];
      const seen = channels.flatMap(({ ephemerals }) => ephemerals.filter((one) => one.user === user.id));
      return structuredClone(seen.sort((a, b) => Number(a.id) - Number(b.id)));
    },
    modal: () => structuredClone(topModal(workspace, user.id)),
    home: () => structuredClone(workspace.homes.get(user.id) ?? null),
    dm: () => openDm(state, workspace, user.id).id,
  };
}
