/** `views.*`: modals and Homes. */
import { refuseProblems, SlackError } from '../state.ts';
import type { Json } from '../types.ts';
import { openModal, publishHome, pushModal, updateModal, useTrigger } from '../views.ts';
import { type Method, textOf } from './call.ts';

function givenView(args: Json): Json {
  const { view } = args;
  if (typeof view === 'object' && view !== null) return view as Json;
  refuseProblems('invalid_arguments', ['missing required field: view [json-pointer:/view]']);
  return {};
}

export const viewMethods: Record<string, Method> = {
  'views.open': (state, workspace, args) => {
    const trigger = useTrigger(state, workspace, args.trigger_id);
    return { view: openModal(state, workspace, trigger.user, givenView(args)) };
  },
  'views.push': (state, workspace, args) => {
    const trigger = useTrigger(state, workspace, args.trigger_id);
    if (!trigger.fromModal) throw new SlackError('invalid_trigger_id');
    return { view: pushModal(state, workspace, trigger.user, givenView(args)) };
  },
  'views.update': (state, workspace, args) => {
    const which = {
      viewId: textOf(args, 'view_id'),
      externalId: textOf(args, 'external_id'),
      hash: textOf(args, 'hash'),
    };
    if (!which.viewId && !which.externalId) throw new SlackError('invalid_arguments');
    return { view: updateModal(state, workspace, which, givenView(args)) };
  },
  'views.publish': (state, workspace, args) => {
    const user = textOf(args, 'user_id') ?? '';
    if (!workspace.users.has(user)) throw new SlackError('invalid_arguments');
    return { view: publishHome(state, workspace, user, givenView(args), textOf(args, 'hash')) };
  },
};
