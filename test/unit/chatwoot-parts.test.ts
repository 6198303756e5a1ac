import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createPauses } from '../../src/application/work/pauses.ts';
import { readConfig } from '../../src/config/config.ts';
import { createApi } from '../../src/connectors/chatwoot/api.ts';
import { isAuthentic } from '../../src/connectors/chatwoot/authentic.ts';
import { ChatwootError, failureOf } from '../../src/connectors/chatwoot/failures.ts';
import { conversationIdOf, placeOf, type Tap, tapId, tapOf } from '../../src/connectors/chatwoot/names.ts';
import { readNotes, remember } from '../../src/connectors/chatwoot/notes.ts';
import { plain, typed } from '../../src/connectors/chatwoot/words.ts';

describe('The names of Chatwoot’s conversations', () => {
  it('lead there and back', () => {
    expect(placeOf('chatwoot:1:42')).toEqual({ account: 1, conversation: 42 });
    expect(conversationIdOf({ account: 1, conversation: 42 })).toBe('chatwoot:1:42');
  });

  it.each([
    'conv-1',
    'chatwoot:1',
    'chatwoot:1:042',
    'chatwoot:0:1',
    'chatwoot:1:42 ',
    'xchatwoot:1:42',
    'chatwoot:1:-2',
  ])('are not such as %s', (id) => {
    expect(placeOf(id)).toBeNull();
  });

  it('of a choice hold everything about it', () => {
    const tap: Tap = {
      place: { account: 1, conversation: 42 },
      messageId: 7,
      action: 'reject',
      requestId: 'req_1',
      offerId: 'ofr_1-1',
    };
    expect(tapOf(tapId(tap))).toEqual(tap);
    expect(tapOf('chatwoot:1:42')).toBeNull();
    expect(tapOf('tap/1/42/7/parley:counter:req_1:ofr_1')).toBeNull();
    expect(tapOf('tap/1/42/7/parley:accept:req_1:ofr_1:x')).toBeNull();
  });
});

describe('Words in Chatwoot', () => {
  it('are shown as they were written, and addresses as links', () => {
    expect(plain('# 5*3 <b> [a](b) https://x.example/a_b?c=*d* _e_')).toBe(
      '\\# 5\\*3 \\<b\\> \\[a\\](b) https://x.example/a_b?c=*d* \\_e\\_',
    );
  });

  it('come back without what its editor escaped', () => {
    expect(typed('5\\*3 \\\\ C:\\dir')).toBe('5*3 \\ C:\\dir');
    expect(typed('one\\\ntwo\\\\\nthree')).toBe('one\ntwo\\\nthree');
  });
});

describe('A webhook’s authenticity', () => {
  const body = Buffer.from('{"event":"x"}');
  const now = 1_900_000_000_000;
  const timestamp = String(now / 1_000);
  const signature = (secret: string, stamp = timestamp) =>
    `sha256=${createHmac('sha256', secret).update(`${stamp}.${body}`).digest('hex')}`;
  const delivery = { body, signature: signature('one'), timestamp, secret: undefined };

  it('is its signature over time and body, under any of the secrets', () => {
    expect(isAuthentic(delivery, ['one'], now)).toBe(true);
    expect(isAuthentic(delivery, ['two', 'one'], now)).toBe(true);
    expect(isAuthentic(delivery, ['two'], now)).toBe(false);
    expect(isAuthentic({ ...delivery, body: Buffer.from('{}') }, ['one'], now)).toBe(false);
  });

  it('ends after five minutes, both ways', () => {
    expect(isAuthentic(delivery, ['one'], now + 300_000)).toBe(true);
    expect(isAuthentic(delivery, ['one'], now + 301_000)).toBe(false);
    expect(isAuthentic(delivery, ['one'], now - 301_000)).toBe(false);
  });

  it('is none with half a signature', () => {
    expect(isAuthentic({ ...delivery, timestamp: undefined }, ['one'], now)).toBe(false);
    expect(isAuthentic({ ...delivery, signature: undefined }, ['one'], now)).toBe(false);
    expect(isAuthentic({ ...delivery, timestamp: 'NaN', signature: signature('one', 'NaN') }, ['one'], now)).toBe(
      false,
    );
  });
});

describe('Configuration of Chatwoot', () => {
  const KEYS = { PARLEY_API_KEY: 'key-1', PARLEY_SECRET: 'a-secret-of-at-least-32-characters!' };
  const ALL = {
    CHATWOOT_URL: 'https://chat.example/',
    CHATWOOT_ACCOUNT_ID: '3',
    CHATWOOT_API_TOKEN: 'token',
    CHATWOOT_WEBHOOK_SECRET: 'a-secret-of-sixteen, another-secret-of-16',
  };
  const complaint = (env: NodeJS.ProcessEnv): string => {
    try {
      return JSON.stringify(readConfig({ ...KEYS, ...env }).chatwoot);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  it('is all of it or none', () => {
    expect(readConfig(KEYS).chatwoot).toBeNull();
    expect(readConfig({ ...KEYS, ...ALL }).chatwoot).toEqual({
      url: 'https://chat.example',
      accountId: 3,
      apiToken: 'token',
      botToken: null,
      webhookSecrets: ['a-secret-of-sixteen', 'another-secret-of-16'],
    });
    for (const name of Object.keys(ALL)) {
      expect(complaint({ ...ALL, [name]: '' })).toMatch(new RegExp(`^${name} is not set but CHATWOOT_`, 'u'));
    }
  });

  it.each([
    ['CHATWOOT_URL', 'chat.example'],
    ['CHATWOOT_URL', 'https://user:pass@chat.example'],
    ['CHATWOOT_URL', 'https://chat.example/?a=b'],
    ['CHATWOOT_ACCOUNT_ID', 'one'],
    ['CHATWOOT_ACCOUNT_ID', '0'],
    ['CHATWOOT_API_TOKEN', 'two words'],
    ['CHATWOOT_WEBHOOK_SECRET', 'short'],
    ['CHATWOOT_WEBHOOK_SECRET', 'a-secret-of-sixteen,short'],
  ])('names %s where it is %s, and prints no secret', (name, value) => {
    const said = complaint({ ...ALL, [name]: value });
    expect(said).toMatch(new RegExp(`^${name} must be`, 'u'));
    expect(said).not.toContain(value);
  });
});

describe('What Chatwoot’s answers mean', () => {
  it.each([
    [429, '', 'rate_limited'],
    [401, '{"errors":["Invalid Access Token"]}', 'account'],
    [403, '', 'account'],
    [401, '{"error":"You are not authorized to do this action"}', 'conversation'],
    [404, '', 'conversation'],
    [422, '', 'doubtful'],
    [422, '{"error":"undefined method"}', 'doubtful'],
    [422, '{"error":"Validation failed: Content is too long"}', 'refused'],
    [422, `{"error":"'cards' is not a valid content_type"}`, 'refused'],
    [400, '', 'refused'],
    [408, '', 'uncertain'],
    [301, '', 'uncertain'],
    [500, '', 'uncertain'],
    [503, '', 'uncertain'],
  ])('%s %s: %s', (status, body, kind) => {
    expect(failureOf(status, body, null).kind).toBe(kind);
  });

  it('waits as long as asked for, within reason', () => {
    expect(failureOf(429, '', '7')).toMatchObject({ retryAfter: 7_000 });
    expect(failureOf(429, '', '99999')).toMatchObject({ retryAfter: 900_000 });
    expect(failureOf(429, '', 'soon')).toMatchObject({ retryAfter: 30_000 });
  });
});

describe('A call of Chatwoot', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function against(listener: RequestListener, timeoutMs = 60_000) {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const config = { url: `http://127.0.0.1:${port}`, accountId: 1, apiToken: 'token-1', botToken: null };
    return createApi({ config, wallClock: { now: () => 0 }, timeoutMs });
  }
  const failure = async (call: Promise<unknown>) => {
    const error = await call.catch((thrown) => thrown);
    if (!(error instanceof ChatwootError)) throw new Error(`not a failure: ${error}`);
    return error.failure;
  };

  it('carries the token in the header and the message in the body', async () => {
    const seen: object[] = [];
    const api = await against(async (req, res) => {
      const body = Buffer.concat(await req.toArray()).toString();
      seen.push({ method: req.method, url: req.url, token: req.headers['api-access-token'], body: JSON.parse(body) });
      res.end('{"id":5,"message_type":1}');
    });
    const items = [{ title: 'Accept', value: 'v' }];
    expect(await api.send(42, { key: 'k', content: 'c', items, inReplyTo: 3 })).toMatchObject({
      id: 5,
      kind: 'outgoing',
    });
    expect(seen).toEqual([
      {
        method: 'POST',
        url: '/api/v1/accounts/1/conversations/42/messages',
        token: 'token-1',
        body: {
          content: 'c',
          message_type: 'outgoing',
          private: false,
          content_type: 'input_select',
          content_attributes: { items, in_reply_to: 3, parley: 'k' },
          echo_id: 'k',
          source_id: 'parley:k',
        },
      },
    ]);
  });

  it('that is not answered in time may have been carried out', async () => {
    const api = await against(() => {}, 50);
    expect(await failure(api.send(42, { key: 'k', content: 'c' }))).toMatchObject({ kind: 'uncertain' });
  });

  it('that ends in the middle, in something else, or elsewhere, too', async () => {
    for (const listener of [
      (_, res) => res.destroy(),
      (_, res) => void res.writeHead(200, { 'content-length': '50' }).end('{"id":5,'),
      (_, res) => void res.end('<html>'),
      (_, res) => void res.end('{"id":"five"}'),
      (_, res) => void res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ] as RequestListener[]) {
      const api = await against(listener, 1_000);
      expect(await failure(api.send(42, { key: 'k', content: 'c' }))).toMatchObject({ kind: 'uncertain' });
      server?.closeAllConnections();
      server?.close();
    }
  });

  it('reads no endless answer', async () => {
    const api = await against((_, res) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!res.destroyed && res.write(chunk));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
    });
    expect(await failure(api.latest(42))).toMatchObject({
      kind: 'uncertain',
      detail: expect.stringContaining('longer'),
    });
  });

  it('says nothing of the token in what it throws', async () => {
    const api = await against((req, res) => void res.writeHead(500).end(`no: ${req.url}`));
    expect(JSON.stringify(await failure(api.latest(42)))).not.toContain('token-1');
  });
});

describe('Notes about a conversation', () => {
  it('forget the oldest texts and keep the cards', () => {
    const notes = readNotes(null);
    remember(notes, 'msg_0/card', 1);
    for (let n = 0; n < 300; n += 1) remember(notes, `msg_${n}/text`, n + 10);
    expect(Object.keys(notes.sent)).toHaveLength(201);
    expect(notes.sent['msg_0/card']).toBe(1);
    expect(notes.sent['msg_99/text']).toBeUndefined();
    expect(readNotes(JSON.parse(JSON.stringify(notes)))).toEqual(notes);
  });

  it('that cannot be read are fresh ones', () => {
    expect(readNotes({ change: 'x' })).toEqual(readNotes(null));
  });
});

describe('A pause', () => {
  it('grows with every failure in a row, and many at once are one', () => {
    const pauses = createPauses();
    expect(pauses.backOff('lane', 0, 1_000, 5_000)).toEqual({ until: 1_000, times: 1 });
    expect(pauses.backOff('lane', 500, 1_000, 5_000)).toEqual({ until: 1_000, times: 1 });
    expect(pauses.backOff('lane', 1_000, 1_000, 5_000)).toEqual({ until: 3_000, times: 2 });
    expect(pauses.backOff('lane', 3_000, 1_000, 5_000)).toEqual({ until: 7_000, times: 3 });
    expect(pauses.backOff('lane', 7_000, 1_000, 5_000)).toEqual({ until: 12_000, times: 4 });
    expect(pauses.until(11_999, 'lane')).toBe(12_000);
    expect(pauses.until(12_000, 'lane')).toBeNull();
    pauses.clear(12_000, 'lane');
    expect(pauses.backOff('lane', 12_000, 1_000, 5_000)).toEqual({ until: 13_000, times: 1 });
  });
});
