/** Modals and Homes: built from what the bot gives, opened by triggers, stacked, changed and closed. */
import { elementsOf, stateOf } from './forms.ts';
import { problemsOfView } from './limits.ts';
import { withBlockIds } from './messages.ts';
import { refuseProblems, SlackError, type State, type Trigger } from './state.ts';
import type { Json, OpenModal, SlackBlock, SlackView, Workspace } from './types.ts';

const TRIGGER_LIFE = 3_000;
const DEEPEST_STACK = 3;

export function newTrigger(state: State, team: string, user: string, fromModal = false): string {
  const now = state.options.wallClock.now();
  for (const [id, { expiresAt }] of state.triggers) if (expiresAt < now - 60_000) state.triggers.delete(id);
  const id = `${state.nextId('')}.${team}.trigger`;
  state.triggers.set(id, { team, user, expiresAt: now + TRIGGER_LIFE, used: false, fromModal });
  return id;
}

/** Uses a trigger up. Throws `expired_trigger_id`, `exchanged_trigger_id` or `invalid_trigger_id`. */
export function useTrigger(state: State, workspace: Workspace, id: unknown): Trigger {
  const trigger = typeof id === 'string' ? state.triggers.get(id) : undefined;
  if (!trigger || trigger.team !== workspace.id) throw new SlackError('invalid_trigger_id');
  if (state.options.wallClock.now() >= trigger.expiresAt) throw new SlackError('expired_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  trigger.used = true;
  return trigger;
}

interface Kept {
  id: string;
  rootId: string;
  previousId: string | null;
  /** The view this one replaces, whose entries it keeps. */
  before?: SlackView;
}

const LARGE = /must be less than \d+ bytes/u;

/** The view as Slack keeps it. Throws `invalid_arguments` (or `view_too_large`) with what is wrong. */
function build(state: State, workspace: Workspace, given: Json, kept: Kept): SlackView {
  const problems = problemsOfView(given);
  refuseProblems(problems.some((problem) => LARGE.test(problem)) ? 'view_too_large' : 'invalid_arguments', problems);
  const blocks = withBlockIds(state, given.blocks as SlackBlock[]);
  return {
    ...given,
    id: kept.id,
    type: given.type === 'home' ? 'home' : 'modal',
    team_id: workspace.id,
    blocks,
    private_metadata: String(given.private_metadata ?? ''),
    callback_id: String(given.callback_id ?? ''),
    external_id: String(given.external_id ?? ''),
    hash: `${Math.floor(state.options.wallClock.now() / 1_000)}.${state.nextId('')}`,
    state: { values: stateOf(blocks, kept.before?.state.values) },
    submit: (given.submit as Json | undefined) ?? null,
    close: (given.close as Json | undefined) ?? null,
    clear_on_close: given.clear_on_close === true,
    notify_on_close: given.notify_on_close === true,
    root_view_id: kept.rootId,
    previous_view_id: kept.previousId,
    app_id: state.appId,
    app_installed_team_id: workspace.id,
    bot_id: workspace.botId,
  };
}

const requireModal = (given: Json): void => {
  if (given.type !== 'modal') refuseProblems('invalid_arguments', ['must be a modal [json-pointer:/view/type]']);
};

function refuseKnownExternalId(workspace: Workspace, externalId: unknown): void {
  if (!externalId) return;
  const open = [...workspace.modals.values()].flat().some(({ view }) => view.external_id === externalId);
  if (open) throw new SlackError('duplicate_external_id');
}

/** Opens a modal for the user, in place of any that is open. */
export function openModal(state: State, workspace: Workspace, user: string, given: Json): SlackView {
  requireModal(given);
  const id = state.nextId('V');
  const view = build(state, workspace, given, { id, rootId: id, previousId: null });
  refuseKnownExternalId(workspace, given.external_id);
  workspace.modals.set(user, [{ view, errors: {}, notice: null }]);
  state.changed();
  return view;
}

/** Puts a view on top of the user's open modal. */
export function pushModal(state: State, workspace: Workspace, user: string, given: Json): SlackView {
  requireModal(given);
  const stack = workspace.modals.get(user) ?? [];
  const top = stack.at(-1);
  if (!top) throw new SlackError('not_found');
  if (stack.length >= DEEPEST_STACK) throw new SlackError('push_limit_reached');
  const { root_view_id: rootId, id: previousId } = top.view;
  const view = build(state, workspace, given, { id: state.nextId('V'), rootId, previousId });
  stack.push({ view, errors: {}, notice: null });
  state.changed();
  return view;
}

function refuseOldHash(view: SlackView | undefined, hash: unknown): void {
  if (hash !== undefined && view && hash !== view.hash) throw new SlackError('hash_conflict');
}

/** Replaces an open modal's view, wherever in its stack it stands. */
export function updateModal(
  state: State,
  workspace: Workspace,
  which: { viewId?: unknown; externalId?: unknown; hash?: unknown },
  given: Json,
): SlackView {
  requireModal(given);
  const open = [...workspace.modals.values()]
    .flat()
    .find(({ view }) => (which.viewId ? view.id === which.viewId : view.external_id === which.externalId));
  if (!open) throw new SlackError('not_found');
  refuseOldHash(open.view, which.hash);
  const { id, root_view_id: rootId, previous_view_id: previousId } = open.view;
  open.view = build(state, workspace, given, { id, rootId, previousId, before: open.view });
  open.errors = {};
  open.notice = null;
  state.changed();
  return open.view;
}

export function publishHome(state: State, workspace: Workspace, user: string, given: Json, hash: unknown): SlackView {
  if (given.type !== 'home') refuseProblems('invalid_arguments', ['must be a home [json-pointer:/view/type]']);
  const before = workspace.homes.get(user);
  refuseOldHash(before, hash);
  const id = before?.id ?? state.nextId('V');
  const view = build(state, workspace, given, { id, rootId: id, previousId: null, before });
  workspace.homes.set(user, view);
  state.changed();
  return view;
}

/** The modal a person sees. */
export const topModal = (workspace: Workspace, user: string): OpenModal | null =>
  workspace.modals.get(user)?.at(-1) ?? null;

/** Closes the visible view, or with `all` the whole stack. */
export function closeModal(state: State, workspace: Workspace, user: string, all = false): void {
  const stack = workspace.modals.get(user) ?? [];
  if (all) stack.length = 0;
  else stack.pop();
  state.changed();
}

/** Blocks whose errors a form can show: inputs. */
export const inputBlocks = (view: SlackView): Set<string> =>
  new Set(
    elementsOf(view.blocks)
      .filter(({ block }) => block.type === 'input')
      .map(({ blockId }) => blockId),
  );
