/**
 * What an ack does: an answered form closes, changes or shows its errors; a command's answer is shown to who gave it.
 *
 * An answer that Slack would not understand is the bot's mistake and throws, so that no test passes over it.
 */

import { whisper } from './messages.ts';
import { respond } from './response-urls.ts';
import { openDm, SlackError, type State } from './state.ts';
import type { Ack, Channel, Json, OpenModal, SlackUser, Workspace } from './types.ts';
import { closeModal, inputBlocks, pushModal, updateModal } from './views.ts';

const TROUBLE = 'We had some trouble connecting. Try again?';

function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function misunderstood(what: string, body: string): Error {
  return new Error(`Slack does not understand this answer (${what}): ${body}`);
}

/** Runs what the answer asks for; a refusal by Slack's own rules becomes a mistake of the answer. */
function obey(body: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof SlackError)) throw error;
    throw misunderstood(`${error.code} ${JSON.stringify(error.more)}`, body);
  }
}

function showErrors(open: OpenModal, errors: unknown, body: string): void {
  const inputs = inputBlocks(open.view);
  const named = Object.entries((errors ?? {}) as Json);
  const lost = named.find(([block]) => !inputs.has(block));
  if (named.length === 0) throw misunderstood('no errors', body);
  if (lost) throw misunderstood(`no input block ${lost[0]}`, body);
  open.errors = Object.fromEntries(named.map(([block, message]) => [block, String(message)]));
}

/** Applies the answer to `view_submission`. The modal stays where there was no answer. */
export function applySubmission(state: State, workspace: Workspace, user: SlackUser, open: OpenModal, ack: Ack): void {
  const { body } = ack;
  open.errors = {};
  open.notice = ack.error ? TROUBLE : null;
  state.changed();
  if (ack.error) return;
  if (body.trim() === '') {
    closeModal(state, workspace, user.id);
    return;
  }
  const answer = jsonOf(body);
  const view = (answer?.view ?? {}) as Json;
  const actions: Record<string, () => void> = {
    clear: () => closeModal(state, workspace, user.id, true),
    update: () => updateModal(state, workspace, { viewId: open.view.id }, view),
    push: () => pushModal(state, workspace, user.id, view),
    errors: () => showErrors(open, answer?.errors, body),
  };
  const run = actions[String(answer?.response_action)];
  if (!run) throw misunderstood('no response_action', body);
  obey(body, run);
  state.changed();
}

/** Applies the answer to a command: nothing, a text, or a message. Slack says itself where there was no answer. */
export function applyCommand(
  state: State,
  workspace: Workspace,
  user: SlackUser,
  command: { name: string; channel: Channel },
  ack: Ack,
): void {
  if (ack.error) {
    const text = `${command.name} failed with the error "${ack.error}"`;
    whisper(state, command.channel, { user: user.id, from: 'slackbot', text });
    return;
  }
  if (ack.body === '') return;
  const target = { team: workspace.id, user: user.id, channel: command.channel.id };
  obey(ack.body, () => respond(state, target, jsonOf(ack.body) ?? { text: ack.body }));
}

/** The channel a person names: one of theirs, or their direct messages with the bot. */
export function channelFor(state: State, workspace: Workspace, user: SlackUser, id: string): Channel {
  const dm = openDm(state, workspace, user.id);
  const channel = id === dm.id ? dm : workspace.channels.get(id);
  if (!channel?.members.has(user.id)) throw new Error(`${user.id} is in no channel ${id}`);
  return channel;
}
