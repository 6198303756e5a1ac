/** A real Bolt app with one listener of every kind, over the fake Slack: what the fake's own tests drive. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, ExpressReceiver } from '@slack/bolt';
import type { WebClientOptions } from '@slack/web-api';
import { expect } from 'vitest';
import { BOT_TOKEN, type FakeSlack, SIGNING_SECRET, startFakeSlack } from '../../stand-ins/slack/served/fake-slack.ts';
import type { Person, PostedMessage } from '../../stand-ins/slack/slack.ts';
import { eventually } from './eventually.ts';
import { FakeClock } from './world.ts';

export const SILENT = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => 'error' as never,
};
export const plain = (text: string) => ({ type: 'plain_text', text }) as const;
export const button = (actionId: string, value = '1') =>
  ({ type: 'button', action_id: actionId, text: plain(actionId), value }) as const;
export const actions = (blockId: string, ...elements: ReturnType<typeof button>[]) =>
  ({ type: 'actions', block_id: blockId, elements }) as const;
const field = (blockId: string, element: object, more: object = {}) =>
  ({ type: 'input', block_id: blockId, label: plain(blockId), element, ...more }) as never;
export const form = (title = 'Offer', callbackId = 'offer') => ({
  type: 'modal' as const,
  callback_id: callbackId,
  private_metadata: 'req_1',
  notify_on_close: true,
  title: plain(title),
  submit: plain('Send'),
  blocks: [
    field('amount', { type: 'number_input', action_id: 'amount', is_decimal_allowed: false, min_value: '1' }),
    field('note', { type: 'plain_text_input', action_id: 'note', max_length: 20 }, { optional: true }),
    field(
      'pick',
      { type: 'radio_buttons', action_id: 'pick', options: [{ text: plain('80 %'), value: '80' }] },
      { optional: true, dispatch_action: true },
    ),
  ],
});

/** One request as the bot saw it. */
export interface Told {
  body: Record<string, unknown>;
  context?: object;
}

/** A small bot that does one of everything; what it was told is in `told`. */
export function giveManners(app: App, told: Told[]): void {
  app.use(async ({ body, context, next }) => {
    told.push({ body: { ...body }, context });
    await next();
  });
  app.action('ask', async ({ ack, body, client }) => {
    await ack();
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: form() });
  });
  app.action('done', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'Done', replace_original: true });
  });
  app.action('whisper', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'psst', blocks: [actions('again', button('done'))] });
  });
  app.action(/^(pick|late|quiet)$/u, async ({ ack, payload }) => {
    if (!('action_id' in payload) || payload.action_id !== 'late') await ack();
  });
  app.view('offer', async ({ ack, view }) => {
    const amount = view.state.values.amount?.amount?.value;
    if (amount === '13') await ack({ response_action: 'errors', errors: { amount: 'Not that one' } });
    else if (amount === '14') await ack({ response_action: 'errors', errors: { price: 'No such field' } });
    else if (amount === '15') await ack({ response_action: 'update', view: form('Sure?') });
    else if (amount === '16') await ack({ response_action: 'push', view: form('More', 'more') });
    else await ack();
  });
  app.view('more', async ({ ack }) => ack({ response_action: 'clear' }));
  app.view({ callback_id: 'offer', type: 'view_closed' }, async ({ ack }) => ack());
  app.command('/parley', async ({ ack, command }) => ack(command.text === '' ? undefined : `You said ${command.text}`));
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [actions('home', button('ask'))] },
    });
  });
  app.event(/./u, async () => undefined);
}

export interface MannersTest {
  fake: FakeSlack;
  app: App;
  /** Triggers and response URLs run by it. */
  wallClock: FakeClock;
  requestUrl: string;
  somchai: Person;
  /** What the bot was told, oldest first. Bolt acknowledges an event first and tells it then. */
  told: Told[];
  /** What it was told last, where that waits for its answer. */
  lastBody(): Record<string, unknown>;
  /** Posts a message with these blocks to `C1`. */
  posted(...blocks: ReturnType<typeof actions>[]): Promise<PostedMessage>;
  /** Presses what opens the form, and waits for it. */
  opened(): Promise<void>;
  /** Forgets messages, modals and what was told. */
  reset(): void;
  close(): Promise<void>;
}

export async function startManneredBot(): Promise<MannersTest> {
  const wallClock = new FakeClock();
  const told: Told[] = [];
  const fake = await startFakeSlack({ wallClock });
  const receiver = new ExpressReceiver({ signingSecret: SIGNING_SECRET, logger: SILENT });
  const clientOptions: WebClientOptions = { slackApiUrl: fake.apiUrl, retryConfig: { retries: 0 } };
  const app = new App({ token: BOT_TOKEN, receiver, logger: SILENT, clientOptions });
  app.error(async () => undefined);
  giveManners(app, told);
  const server = createServer(receiver.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const requestUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  fake.sendTo(requestUrl);
  const somchai = fake.standIn.person('T1', 'U1');

  const posted: MannersTest['posted'] = async (...blocks) => {
    const { ts } = await app.client.chat.postMessage({ token: BOT_TOKEN, channel: 'C1', text: 'An ask', blocks });
    const message = somchai.messages('C1').find((one) => one.ts === ts);
    if (!message) throw new Error('nothing was posted');
    return message;
  };
  return {
    ...{ fake, app, wallClock, requestUrl, somchai, told, posted },
    lastBody: () => told.at(-1)?.body ?? {},
    async opened() {
      await somchai.press(await posted(actions('b1', button('ask'))), 'ask');
      await eventually('the form is open', () => expect(somchai.modal()).not.toBeNull());
    },
    reset() {
      told.length = 0;
      fake.calls.length = 0;
      const { modals, channels } = fake.standIn.workspace('T1');
      modals.clear();
      for (const { messages, ephemerals } of channels.values()) {
        messages.length = 0;
        ephemerals.length = 0;
      }
    },
    async close() {
      await fake.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
