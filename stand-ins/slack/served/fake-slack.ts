/**
 * The Slack stand-in on a free port, with what only tests need: a record of every call, faults on demand, and deliveries
 * that are forged, late or repeated. The real client and the real bot talk to it over HTTP and cannot tell.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../src/application/ports/clock.ts';
import { decode, readCall } from '../api/call.ts';
import { readRequest, writeAnswer } from '../listener.ts';
import {
  type Ack,
  createStandIn,
  type Delivery,
  httpSender,
  type NewOrganisation,
  type NewWorkspace,
  type RateLimits,
  type SlackRequest,
  type SlackStandIn,
} from '../slack.ts';
import { createFaults, type Fault, type Faults, type RecordedCall } from './faults.ts';
import { type SocketMode, socketModeOn } from './socket-mode.ts';

export const SIGNING_SECRET = 'the-signing-secret-of-tests';
export const BOT_TOKEN = 'xoxb-1';
/** One workspace with one person and one channel that the bot is in. */
export const WORKSPACE: NewWorkspace = {
  id: 'T1',
  name: 'Bowl House',
  botToken: BOT_TOKEN,
  users: [{ id: 'U1', name: 'somchai', realName: 'Somchai' }],
  channels: [{ id: 'C1', name: 'returns' }],
};

export interface FakeSlackOptions {
  workspaces?: NewWorkspace[];
  signingSecret?: string;
  /** Where the bot listens; `sendTo` says it later. */
  requestUrl?: string;
  limits?: Partial<RateLimits>;
  /** The time messages show, and the time triggers and limits run by; the real one unless given. */
  clock?: Clock;
  wallClock?: Clock;
  /** Turns Socket Mode on: deliveries go to whoever connects with this token. */
  appToken?: string;
  oauth?: { clientId: string; clientSecret: string };
  rotation?: { seconds: number };
  organisations?: NewOrganisation[];
}

/** How a delivery departs from what Slack would send. */
interface Oddity {
  /** Signs with another secret. */
  secret?: string;
  /** Seconds since it was signed; negative: it comes from the future. */
  age?: number;
  retry?: { num: number; reason: string };
}

export interface FakeSlack {
  /** For `slackApiUrl` of a `WebClient`. */
  apiUrl: string;
  /** For `authorizationUrl` of an installer; `&team=T…` names the workspace that lets the app in. */
  authorizeUrl: string;
  standIn: SlackStandIn;
  /** What the bot asked, oldest first. */
  calls: RecordedCall[];
  callsOf(method: string, team?: string): RecordedCall[];
  faults: Faults;
  /** Where the bot listens from now on, and after how many real milliseconds Slack takes a delivery for unanswered. */
  sendTo(requestUrl: string, answerWithin?: number): void;
  /** Sends a delivery by HTTP, odd as told; its ack changes nothing in the stand-in. */
  deliver(delivery: Delivery, oddity?: Oddity): Promise<Ack>;
  socketMode: SocketMode | null;
  close(): Promise<void>;
}

/** Longer than Slack's three seconds: a loaded machine is no bot that does not answer. */
const ANSWER_WITHIN = 30_000;
const systemClock: Clock = { now: () => Date.now() };

const isCall = ({ url }: SlackRequest): boolean => url.startsWith('/api/') || url.startsWith('/respond/');

/** The arguments as the bot meant them; as they came where they cannot be read. */
function readable(args: Record<string, unknown>): Record<string, unknown> {
  try {
    return decode(args);
  } catch {
    return args;
  }
}

function recordOf(standIn: SlackStandIn, request: SlackRequest): RecordedCall {
  const at = Date.now();
  if (!request.url.startsWith('/respond/')) {
    const { method, token, args } = readCall(request);
    return { method, team: standIn.teamOf(token), args: readable(args), at };
  }
  const team = request.url.split('/')[2] ?? null;
  return { method: 'response_url', team, args: JSON.parse(request.body) as Record<string, unknown>, at };
}

function noteAnswer(call: RecordedCall, status: number, body: string): void {
  call.status = status;
  const error = /"ok":false,"error":"(\w+)"/u.exec(body)?.[1];
  if (error !== undefined) call.error = error;
}

export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const {
    signingSecret = SIGNING_SECRET,
    clock = systemClock,
    wallClock = systemClock,
    limits,
    appToken,
    oauth,
    rotation,
  } = options;
  const calls: RecordedCall[] = [];
  const { faults, take } = createFaults();
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const baseUrl = `http://${host}`;

  const standIn = createStandIn({
    ...{ clock, wallClock, limits, appToken, oauth, rotation },
    baseUrl: () => baseUrl,
    socketUrl: appToken === undefined ? undefined : () => `ws://${host}/link`,
  });
  for (const organisation of options.organisations ?? []) standIn.addOrganisation(organisation);
  for (const workspace of options.workspaces ?? [WORKSPACE]) standIn.addWorkspace(workspace);
  const socketMode = appToken === undefined ? null : socketModeOn(server, 'A0PARLEY');
  if (socketMode) standIn.sendWith(socketMode.send);

  /** Does what the call asks unless the fault forbids it, and answers unless the fault forbids that. */
  async function answerCall(request: SlackRequest, response: ServerResponse, call: RecordedCall, fault: Fault | null) {
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'delay') await sleep(fault.milliseconds);
    if (fault?.kind === 'before') await fault.hook(call);
    const answer = fault?.kind === 'answer' ? fault.answer : standIn.handle(request);
    if (fault?.kind === 'after') await fault.hook(call);
    if (fault?.kind === 'lose') {
      response.destroy();
      return;
    }
    noteAnswer(call, answer.status, answer.body);
    writeAnswer(response, answer);
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request = await readRequest(incoming);
      if (!isCall(request)) {
        writeAnswer(response, standIn.handle(request));
        return;
      }
      const call = recordOf(standIn, request);
      calls.push(call);
      await answerCall(request, response, call, take(call));
    } catch (error) {
      const body = error instanceof Error ? String(error.stack) : String(error);
      writeAnswer(response, { status: 500, headers: { 'content-type': 'text/plain' }, body });
    }
  }

  let requestUrl = options.requestUrl ?? '';
  const sendTo = (url: string, answerWithin = ANSWER_WITHIN): void => {
    requestUrl = url;
    standIn.sendWith(httpSender({ requestUrl, signingSecret, answerWithin }));
  };
  if (options.requestUrl !== undefined) sendTo(options.requestUrl);

  return {
    apiUrl: `${baseUrl}/api/`,
    authorizeUrl: `${baseUrl}/oauth/v2/authorize`,
    standIn,
    calls,
    callsOf: (method, team) =>
      calls.filter((call) => call.method === method && (team === undefined || call.team === team)),
    faults,
    sendTo,
    deliver(delivery, { secret = signingSecret, age = 0, retry } = {}) {
      const now = () => Date.now() - age * 1_000;
      const send = httpSender({ requestUrl, signingSecret: secret, now, answerWithin: ANSWER_WITHIN });
      return send({ ...delivery, retry });
    },
    socketMode,
    async close() {
      socketMode?.close();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
