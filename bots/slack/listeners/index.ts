/**
 * What people do in Slack, turned into commands.
 *
 * Slack wants every interaction acknowledged within three seconds, so nothing is read before that except for a submitted
 * form, whose outcome races the clock. Views come from blocks/, rules from the domain; what is here decides who may act
 * (people.ts), names each command so that a repeated delivery does nothing twice, and brings the answer back to where
 * the person is: a field, an ephemeral message, a dialog.
 */
import type { App } from '@slack/bolt';
import { ACTION_PREFIX } from '../blocks/actions.ts';
import { listenToActions } from './actions.ts';
import { createChoose } from './choices.ts';
import { listenToCommand } from './command/index.ts';
import { createDecide } from './decide.ts';
import { listenToEvents } from './events.ts';
import { formNamed } from './forms.ts';
import { createHome, listenToHome } from './home.ts';
import { createOpener } from './open.ts';
import type { ListenerParts } from './parts.ts';
import { createAnswers } from './place.ts';
import { createPress } from './press.ts';
import { createRefresh } from './refresh.ts';
import { createReply } from './reply.ts';
import { createSettings } from './settings.ts';
import { createShopRequests } from './shop-requests.ts';
import { faultOf } from './slack-errors.ts';
import { listenToSubmissions } from './submit.ts';

export type { ListenerParts } from './parts.ts';

export function registerListeners(app: App, parts: ListenerParts): void {
  const requests = createShopRequests(parts);
  const answers = createAnswers(parts);
  const home = createHome(parts, requests);
  const refresh = createRefresh(parts, answers, home);
  const open = createOpener(parts, answers);
  const settings = createSettings({ parts, requests, answers, home, open });
  const reply = createReply({ parts, requests, answers, open });
  const decide = createDecide(requests, refresh);

  listenToActions(app, {
    parts,
    requests,
    answers,
    press: createPress({ requests, answers, refresh, open, links: parts.links }),
    pressReply: reply.press,
    choose: createChoose(requests),
    pressSettings: settings.press,
  });
  listenToSubmissions(app, {
    parts,
    requests,
    answers,
    handlerOf(callbackId) {
      const form = formNamed(callbackId);
      if (form) return decide(form);
      if (callbackId === `${ACTION_PREFIX}reply`) return reply.submit;
      return callbackId === `${ACTION_PREFIX}settings` ? settings.submit : undefined;
    },
  });
  listenToHome(app, home);
  listenToCommand(app, { parts, requests, answers, home });
  listenToEvents(app, parts);
  app.error(async (error) => parts.log.error(faultOf(error), 'a delivery from Slack could not be dealt with'));
}
