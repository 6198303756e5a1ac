/** The slash command `/parley`. It is acknowledged with nothing; the answer follows, for the person's eyes only. */
import type { App } from '@slack/bolt';
import { sorryReply } from '../../blocks/command-replies.ts';
import { shopsOf } from '../../people.ts';
import type { Home } from '../home.ts';
import type { ListenerParts } from '../parts.ts';
import type { Answers, Place } from '../place.ts';
import type { ShopRequests } from '../shop-requests.ts';
import { faultOf } from '../slack-errors.ts';
import { parseCommand } from './parse.ts';
import { createRun } from './run.ts';

interface CommandParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  home: Home;
}

export function listenToCommand(app: App, { parts, requests, answers, home }: CommandParts): void {
  const run = createRun(parts, home);

  // Any name: an app installed for trials calls the command something else.
  app.command(/^/u, async ({ ack, command: typed, client, context }) => {
    await ack();
    const organisation = context.isEnterpriseInstall ? typed.enterprise_id : undefined;
    const person = { team: typed.team_id, user: typed.user_id, ...(organisation ? { organisation } : {}) };
    const { channel_id: channel, response_url: responseUrl } = typed;
    const place: Place = { on: 'message', person, client, channel, responseUrl };
    const command = parseCommand(typed.text ?? '');
    const reply = async () => {
      const shops = await shopsOf(parts.store, person);
      const [first] = shops;
      const words = first ? requests.remember(person, parts.models.words(first)) : requests.lastWords(person);
      return run(command, { person, channel, client, shops, words });
    };
    const message = await reply().catch((error) => {
      parts.log.error(
        { command: command.kind, ...faultOf(error) },
        'a command typed in Slack could not be carried out',
      );
      return sorryReply(requests.lastWords(person));
    });
    await answers.show(place, message);
  });
}
