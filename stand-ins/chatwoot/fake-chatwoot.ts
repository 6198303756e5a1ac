/**
 * A Chatwoot on a free port: its application API for messages, its webhooks with their signatures, and the people who
 * use it. What goes wrong on the way is asked for by a test before it happens.
 */
import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/application/ports/clock.ts';
import type { Call, FakeChatwoot, Fault, Oddity } from './interface.ts';
import {
  type Channel,
  type Conversation,
  checked,
  found,
  inApi,
  inWebhook,
  type Message,
  type NewMessage,
  Refused,
  type Sender,
  VERSIONS,
} from './model.ts';

export const ACCOUNT = 1;
export const TOKEN = 'chatwoot-token';
export const BOT_TOKEN = 'chatwoot-bot-token';
export const WEBHOOK_SECRET = 'the-webhook-secret-of-tests';

const AGENT: Sender = { id: 11, name: 'Nattaporn Suksan', available_name: 'Nok', type: 'user' };
/** The agent bot that Parley may post as. */
export const BOT: Sender = { id: 3, name: 'Parley', type: 'agent_bot' };
/** Whose token Parley has. */
export const PARLEY: Sender = { id: 12, name: 'Parley', type: 'user' };

export async function startFakeChatwoot({ wallClock }: { wallClock: Clock }): Promise<FakeChatwoot> {
  const conversations = new Map<number, Conversation>();
  const calls: Call[] = [];
  const faults: Fault[] = [];
  const telling = new Set<Promise<unknown>>();
  let target: string | null = null;
  let lastBody: object = {};
  let ids = 100;

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function tell(
    body: object,
    { secret = fake.version.signed ? WEBHOOK_SECRET : null, age = 0 }: Oddity = {},
  ): Promise<number> {
    if (!target) return 0;
    const text = JSON.stringify(body);
    const stamp = String(Math.floor(wallClock.now() / 1_000) - age);
    const signature = createHmac('sha256', secret ?? '')
      .update(`${stamp}.${text}`)
      .digest('hex');
    const headers: Record<string, string> = { 'content-type': 'application/json', 'x-chatwoot-delivery': randomUUID() };
    if (secret !== null) {
      headers['x-chatwoot-timestamp'] = stamp;
      headers['x-chatwoot-signature'] = `sha256=${signature}`;
    }
    const response = await fetch(target, { method: 'POST', headers, body: text });
    await response.text();
    return response.status;
  }

  /** Told once, after the answer, whatever comes of it. */
  function announce(
    event: 'message_created' | 'message_updated',
    message: Message,
    channel: Channel,
  ): Promise<unknown> {
    const body = inWebhook(event, message, { account: ACCOUNT, channel, html: fake.version.html });
    lastBody = body;
    // This machine is inside every private network.
    const isRefused = fake.version.publicOnly && !fake.callsHome;
    const told = isRefused ? Promise.resolve(0) : tell(body).catch(() => 0);
    telling.add(told);
    void told.finally(() => telling.delete(told));
    return told;
  }

  function add(id: number, message: Partial<Message>): { message: Message; channel: Channel } {
    const conversation = fake.conversation(id);
    ids += 1;
    const made: Message = {
      id: ids,
      conversation: id,
      content: '',
      kind: 'outgoing',
      contentType: 'text',
      private: false,
      attributes: {},
      sourceId: null,
      sender: null,
      attachments: [],
      at: wallClock.now(),
      ...message,
    };
    conversation.messages.push(made);
    return { message: made, channel: conversation.channel };
  }

  async function addAndTell(id: number, message: Partial<Message>): Promise<Message> {
    const made = add(id, message);
    await announce('message_created', made.message, made.channel);
    return made.message;
  }

  function create(conversation: Conversation, wanted: NewMessage, sender: Sender): Message {
    checked(wanted, conversation.channel);
    const { items, in_reply_to: inReplyTo, ...rest } = wanted.content_attributes ?? {};
    const kept = fake.forgetful ? {} : rest;
    const attributes = { ...kept, ...(items ? { items } : {}), ...(inReplyTo ? { in_reply_to: inReplyTo } : {}) };
    return add(conversation.id, {
      // Outgoing content is a Liquid template; nothing is known of anybody here.
      content: wanted.content?.replace(/\{\{.*?\}\}|\{%.*?%\}/gsu, '') ?? null,
      kind: 'outgoing',
      contentType: wanted.content_type ?? 'text',
      private: wanted.private ?? false,
      attributes,
      sourceId: fake.forgetful ? null : (wanted.source_id ?? null),
      sender,
    }).message;
  }

  function answerFor(
    request: IncomingMessage,
    body: NewMessage | null,
  ): { status: number; body: object; made?: Message } {
    // With hyphens: what stands in front of a Chatwoot drops names with underscores (nginx does, unless told otherwise).
    const token = request.headers['api-access-token'];
    if (token !== fake.token && token !== BOT_TOKEN) return { status: 401, body: { errors: ['Invalid Access Token'] } };
    if (token === BOT_TOKEN && request.method === 'GET')
      return { status: 401, body: { error: 'Access to this endpoint is not authorized for bots' } };
    const url = new URL(request.url ?? '', 'http://x');
    const [, account, id, messages] =
      /^\/api\/v1\/accounts\/(\d+)\/conversations\/(\d+)(\/messages)?$/u.exec(url.pathname) ?? [];
    const conversation = conversations.get(Number(id));
    if (Number(account) !== ACCOUNT || !conversation)
      return { status: 404, body: { error: 'Resource could not be found' } };
    if (!messages) return { status: 200, body: { id: conversation.id, meta: { channel: conversation.channel } } };
    if (request.method === 'GET') {
      return { status: 200, body: { meta: {}, payload: found(conversation.messages, url.searchParams).map(inApi) } };
    }
    try {
      const made = create(conversation, body ?? {}, token === BOT_TOKEN ? BOT : PARLEY);
      return { status: 200, body: inApi(made), made };
    } catch (error) {
      if (error instanceof Refused) return { status: 422, body: { error: error.message } };
      throw error;
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = Buffer.concat(await request.toArray()).toString('utf8');
    const body = text === '' ? null : (JSON.parse(text) as NewMessage);
    const call: Call = { method: request.method ?? '', path: request.url ?? '', body, status: null };
    calls.push(call);
    const fault = takeFault(body ? 'send' : 'read');
    if (fault?.hang) return;
    if (fault?.status) {
      call.status = fault.status;
      response.writeHead(fault.status, fault.headers).end(fault.body ?? 'error');
      return;
    }
    const { status, body: answer, made } = answerFor(request, body);
    const conversation = made && conversations.get(made.conversation);
    if (made && conversation) void announce('message_created', made, conversation.channel);
    await fault?.after?.();
    if (fault?.lose) return void response.destroy();
    if (fault?.regret) {
      call.status = 422;
      return void response.writeHead(422).end(JSON.stringify({ error: fault.regret }));
    }
    call.status = status;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }

  function takeFault(on: Fault['on']): Fault | undefined {
    const index = faults.findIndex((fault) => fault.on === on);
    const fault = faults[index];
    if (!fault) return undefined;
    const times = fault.times ?? 1;
    if (times <= 1) faults.splice(index, 1);
    else fault.times = times - 1;
    return fault;
  }

  const fake: FakeChatwoot = {
    url: `http://127.0.0.1:${port}`,
    calls,
    faults,
    token: TOKEN,
    version: VERSIONS['4.12'],
    callsHome: false,
    forgetful: false,
    conversation(id, channel = 'Channel::WebWidget') {
      const known = conversations.get(id);
      if (known) return known;
      const made: Conversation = {
        id,
        channel,
        contact: { id: 900 + id, name: 'Somchai', type: 'contact' },
        messages: [],
      };
      conversations.set(id, made);
      return made;
    },
    remove: (id) => void conversations.delete(id),
    seenByBuyer: (id) => fake.conversation(id).messages.filter((message) => !message.private),
    say: (id, content, attachments = []) =>
      addAndTell(id, { content, kind: 'incoming', sender: fake.conversation(id).contact, attachments }),
    reply: (id, content, { private: isPrivate = false, sender = AGENT } = {}) =>
      addAndTell(id, { content, private: isPrivate, sender }),
    async choose(id, messageId, value) {
      const { messages, channel } = fake.conversation(id);
      const message = messages.find((one) => one.id === messageId);
      if (!message) throw new Error(`there is no message ${messageId}`);
      const items = message.attributes.items as { title: string; value: string }[];
      const title = items.find((item) => item.value === value)?.title ?? value;
      message.attributes = { ...message.attributes, submitted_values: [{ title, value }] };
      await announce('message_updated', message, channel);
    },
    tell,
    last: () => lastBody,
    sendTo(url) {
      target = url;
    },
    async idle() {
      while (telling.size > 0) await Promise.all(telling);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
