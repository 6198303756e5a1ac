/**
 * A TikTok Shop on a free port, built from its public documentation: the calls that the connector makes, the
 * authorization server, and the webhooks. Signatures, times, tokens, idempotency keys and statuses are checked as the
 * documentation says. What goes wrong on the way is asked for by a test before it happens.
 *
 * The signatures are written out here once more: a fake that used the connector's own could not find it wrong.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../src/application/ports/clock.ts';
import { type Asked, type UploadedImage, workOf } from './calls.ts';
import type { FakeReturn } from './fake-return.ts';
import { BOWL, REJECT_REASONS, Refused } from './model.ts';

export const APP_KEY = '68xu9ks5p4i8';
export const APP_SECRET = 'e59af819cc-of-the-tests';
export const CIPHER = 'ROW_of_the_tests';
const SHOP_ID = '7494049642642441621';
export const REFRESH_TOKEN = 'ROW_refresh_0';

/** What happens to the next calls whose path matches. */
interface Fault {
  on: RegExp;
  times?: number;
  /** Answers this and does nothing. */
  status?: number;
  code?: number;
  message?: string;
  headers?: Record<string, string>;
  /** Does the work, and drops the connection without an answer. */
  lose?: true;
}

interface Call {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Record<string, unknown> | null;
  code: number | null;
}

export interface FakeTikTokShop {
  url: string;
  calls: Call[];
  faults: Fault[];
  returns: Map<string, FakeReturn>;
  /** A buyer asks for a replacement (or as `changes` say), which is told. */
  ask(id: string, changes?: Partial<FakeReturn>): Promise<FakeReturn>;
  /** The return changes at TikTok Shop, which is told. */
  change(id: string, changes: Partial<FakeReturn>): Promise<void>;
  /** The buyer edits the return, which gets a new id; only the new one is told. */
  edit(id: string, newId: string, changes?: Partial<FakeReturn>): Promise<void>;
  /** Pictures that were uploaded. */
  images: UploadedImage[];
  /** Tells a body; answers the status. */
  tell(body: object, signature?: string | null): Promise<number>;
  /** The webhook about a return. */
  webhookOf(id: string): object;
  sendTo(url: string | null): void;
  /** Access tokens that were given out run out now. */
  expireTokens(): void;
  /** How often tokens were renewed. */
  renewals: number;
  /** False: the seller took the authorization back. */
  authorized: boolean;
  close(): Promise<void>;
}

const formType = ({ headers }: IncomingMessage) => ({ 'content-type': headers['content-type'] ?? '' });
const hmac = (text: string | Buffer): string => createHmac('sha256', APP_SECRET).update(text).digest('hex');
const WEEK_S = 7 * 24 * 3_600;

export async function startFakeTikTokShop({ wallClock }: { wallClock: Clock }): Promise<FakeTikTokShop> {
  const seconds = () => Math.floor(wallClock.now() / 1_000);
  const returns = new Map<string, FakeReturn>();
  const images: UploadedImage[] = [];
  const faults: Fault[] = [];
  const calls: Call[] = [];
  let target: string | null = null;
  let access = '';
  let accessUntil = 0;

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function fault(path: string): Fault | undefined {
    const found = faults.find(({ on }) => on.test(path));
    if (!found) return undefined;
    found.times = (found.times ?? 1) - 1;
    if (found.times <= 0) faults.splice(faults.indexOf(found), 1);
    return found;
  }

  function checkCall(url: URL, token: string | undefined, raw: string, multipart: boolean): void {
    const query = Object.fromEntries(url.searchParams);
    const listed = Object.entries(query).filter(([name]) => name !== 'sign');
    const text = listed
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => name + value)
      .join('');
    const signed = `${APP_SECRET}${url.pathname}${text}${multipart ? '' : raw}${APP_SECRET}`;
    if (query.app_key !== APP_KEY) throw new Refused(36009004, 'Invalid credentials. Invalid app_key.', 400);
    const age = seconds() - Number(query.timestamp);
    if (!(age <= 300 && age >= -30)) throw new Refused(36009004, 'Invalid timestamp.', 400);
    if (query.sign !== hmac(signed)) throw new Refused(106001, 'signature is invalid', 401);
    if (token !== access || seconds() >= accessUntil) throw new Refused(105002, 'Expired credentials.', 401);
    const ofApp = multipart || url.pathname === '/authorization/202309/shops';
    if (!ofApp && query.shop_cipher !== CIPHER) throw new Refused(106013, 'Missing identifier.');
  }

  function renew({ searchParams: query }: URL): object {
    if (query.get('app_secret') !== APP_SECRET || query.get('grant_type') !== 'refresh_token') {
      throw new Refused(98001004, 'invalid params');
    }
    if (!fake.authorized || !query.get('refresh_token')?.startsWith('ROW_refresh_')) {
      throw new Refused(98001004, 'invalid refresh_token (revoked)');
    }
    fake.renewals += 1;
    access = `ROW_access_${fake.renewals}`;
    accessUntil = seconds() + WEEK_S;
    return {
      access_token: access,
      access_token_expire_in: accessUntil,
      refresh_token: `ROW_refresh_${fake.renewals}`,
      refresh_token_expire_in: accessUntil + 52 * WEEK_S,
    };
  }

  const { work, theReturn } = workOf({ returns, images, seconds, shop: { id: SHOP_ID, cipher: CIPHER } });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const raw = bytes.toString('utf8');
    const multipart = request.headers['content-type']?.startsWith('multipart/') === true;
    const body = raw && !multipart ? (JSON.parse(raw) as Record<string, unknown>) : null;
    const query = Object.fromEntries(url.searchParams);
    const call: Call = { method: request.method ?? '', path: url.pathname, query, body, code: null };
    calls.push(call);
    const answer = (status: number, code: number, message: string, data: object, headers = {}) => {
      call.code = code;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ code, message, data, request_id: '202203070749000101890810281E8C70B7' }));
    };
    const wrong = fault(url.pathname);
    if (wrong?.status !== undefined || wrong?.code !== undefined) {
      return answer(wrong.status ?? 200, wrong.code ?? 36009003, wrong.message ?? 'made to fail', {}, wrong.headers);
    }
    try {
      const data = url.pathname === '/api/v2/token/refresh' ? renew(url) : await called();
      if (wrong?.lose) return void response.destroy();
      answer(200, 0, 'Success', data);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answer(error.status, error.code, error.message, {});
    }
    async function called(): Promise<object> {
      checkCall(url, request.headers['x-tts-access-token']?.toString(), raw, multipart);
      const form = multipart ? await new Response(bytes, { headers: formType(request) }).formData() : null;
      return work({ url, body: body ?? {}, form } satisfies Asked);
    }
  }

  const fake: FakeTikTokShop = {
    url: `http://127.0.0.1:${port}`,
    calls,
    faults,
    returns,
    images,
    renewals: 0,
    authorized: true,
    async ask(id, changes = {}) {
      const created = seconds();
      const one: FakeReturn = {
        id,
        orderId: `5770876144185${id.slice(-5)}`,
        market: 'TH',
        type: 'REPLACEMENT',
        status: 'REPLACEMENT_REQUEST_PENDING',
        reason: 'ecom_order_delivered_refund_reason_missing_product',
        created,
        updated: created,
        deadline: created + 48 * 3_600,
        partial: null,
        declined: false,
        note: 'Only one of the two bowls arrived',
        images: ['https://p16.example/box.jpg'],
        bought: [BOWL, BOWL],
        asked: [{ line: 0, total: BOWL.price }],
        refundTotal: null,
        refuses: {},
        rejectReasons: REJECT_REASONS,
        arbitration: null,
        follows: null,
        followedBy: null,
        decided: [],
        ...changes,
      };
      returns.set(id, one);
      await fake.tell(fake.webhookOf(id));
      return one;
    },
    async change(id, changes) {
      Object.assign(theReturn(id), { updated: seconds() }, changes);
      await fake.tell(fake.webhookOf(id));
    },
    async edit(id, newId, changes = {}) {
      const before = theReturn(id);
      Object.assign(before, { followedBy: newId, status: 'REPLACEMENT_REQUEST_CANCEL', updated: seconds() });
      const { orderId, bought, asked, reason, deadline } = before;
      const edited = { orderId, bought, asked, reason, deadline, follows: id, ...changes };
      await fake.ask(newId, edited);
    },
    async tell(body, signature) {
      if (!target) return 0;
      const text = JSON.stringify(body);
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      const signed = signature === undefined ? hmac(APP_KEY + text) : signature;
      if (signed !== null) headers.authorization = signed;
      const response = await fetch(target, { method: 'POST', headers, body: text });
      await response.text();
      return response.status;
    },
    webhookOf(id) {
      const one = theReturn(id);
      const data = {
        order_id: one.orderId,
        return_role: 'BUYER',
        return_type: one.type,
        return_status: one.status,
        return_id: id,
        create_time: one.created,
        update_time: one.updated,
      };
      return { type: 12, tts_notification_id: `73271123930${id}`, shop_id: SHOP_ID, timestamp: seconds(), data };
    },
    sendTo(url) {
      target = url;
    },
    expireTokens() {
      accessUntil = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}
