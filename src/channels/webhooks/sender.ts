/**
 * Posts to endpoints, and says where nothing is posted to.
 *
 * - What was checked is what is connected to: the address is looked at in the agent's own lookup, so that a name cannot
 *   resolve to something else in between. A literal address skips the lookup and is looked at before.
 * - An attempt ends within its time whatever the other side does: connecting, answering, and a body that never ends.
 * - Of an answer, the beginning is kept and little more is read. Redirects are answers like any other.
 */
import { promises as dns, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Posted, Posting, WebhookSender } from '../../application/webhooks/ports.ts';
import { isLocalName, isPublicAddress, literalAddress } from './addresses.ts';
import { excerpt } from './excerpt.ts';

export type Resolve = (hostname: string) => Promise<LookupAddress[]>;

export interface SenderParts {
  /** Lets deliveries go to private, loopback and link-local networks: for development. */
  allowPrivate: boolean;
  version: string;
  resolve?: Resolve;
  /** How long an attempt may take, in milliseconds. */
  timeoutMs?: number;
}

export const ATTEMPT_WITHIN_MS = 15_000;
/** The answer has come with its status; its body is only for the log. */
const BODY_WITHIN_MS = 2_000;
const READ_AT_MOST = 16 * 1024;
const REGISTER_WITHIN_MS = 3_000;
const IDLE_SOCKET_MS = 30_000;
const MOST_IDLE_SOCKETS = 64;

const byName: Resolve = (hostname) => dns.lookup(hostname, { all: true });

/** Thrown where a name or an address leads into a network that is not public. */
class AddressRefused extends Error {}

const refusedAddress = (address: string): AddressRefused =>
  new AddressRefused(`${address} is not in a public network; WEBHOOK_ALLOW_PRIVATE=1 would allow it.`);

export function createWebhookSender({
  allowPrivate,
  version,
  resolve = byName,
  timeoutMs = ATTEMPT_WITHIN_MS,
}: SenderParts): WebhookSender {
  const isAllowed = (address: string): boolean => allowPrivate || isPublicAddress(address);

  /** All addresses of the name; rejects where one of them is not allowed. */
  async function resolved(hostname: string): Promise<LookupAddress[]> {
    const addresses = await resolve(hostname);
    const bad = addresses.find(({ address }) => !isAllowed(address));
    if (bad) throw refusedAddress(bad.address);
    return addresses;
  }

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolved(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (options.all) callback(null, addresses);
        else if (first) callback(null, first.address, first.family);
        else callback(new Error(`${hostname} has no address.`), '');
      },
      (error) => callback(error, ''),
    );
  };

  const agents = (keepAlive: boolean) => {
    const options = { keepAlive, lookup, timeout: IDLE_SOCKET_MS, maxFreeSockets: MOST_IDLE_SOCKETS };
    return { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  };
  const kept = agents(true);
  const fresh = agents(false);

  /** One try on a connection. Rejects where there was no answer. */
  function attempt(url: URL, posting: Posting, signal: AbortSignal, reuse: boolean): Promise<Answered> {
    return new Promise((settle, reject) => {
      const secure = url.protocol === 'https:';
      const agent = (reuse ? kept : fresh)[secure ? 'https:' : 'http:'];
      const headers = {
        ...posting.headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(posting.body)),
        'user-agent': `Parley/${version}`,
      };
      const request = (secure ? https : http).request(url, { method: 'POST', agent, headers, signal });
      let answered = false;
      request.once('response', (response) => {
        answered = true;
        const status = response.statusCode ?? 0;
        void readBeginning(response).then((beginning) => settle({ status, response: beginning }));
      });
      request.on('error', (error) => {
        // The status stands, whatever becomes of the body.
        if (answered) return;
        reject(request.reusedSocket && isClosed(error) ? new StaleConnection() : error);
      });
      // Who answers 101 speaks something else from there on, and Node tells of it in no other way than this.
      request.once('upgrade', ({ statusCode = 0 }, socket) => {
        socket.destroy();
        settle({ status: statusCode, response: '' });
      });
      request.end(posting.body);
    });
  }

  async function answered(posting: Posting, signal: AbortSignal): Promise<Answered> {
    const url = new URL(posting.url);
    const literal = literalAddress(url.hostname);
    if (literal !== null && !isAllowed(literal)) throw refusedAddress(literal);
    try {
      return await attempt(url, posting, signal, true);
    } catch (error) {
      // The other side had closed a connection that was kept: it has not read what was sent.
      if (error instanceof StaleConnection) return attempt(url, posting, signal, false);
      throw error;
    }
  }

  return {
    async post(posting) {
      const startedAt = performance.now();
      const durationMs = () => Math.round(performance.now() - startedAt);
      const end = new AbortController();
      const stop = () => end.abort();
      let tooLate = false;
      const timer = setTimeout(() => {
        tooLate = true;
        stop();
      }, timeoutMs);
      posting.signal?.addEventListener('abort', stop);
      if (posting.signal?.aborted) stop();
      try {
        return { ...(await answered(posting, end.signal)), durationMs: durationMs(), error: null };
      } catch (error) {
        const sentence = tooLate ? `No answer within ${timeoutMs / 1000} seconds.` : sentenceOf(error);
        return { status: null, response: null, durationMs: durationMs(), error: sentence };
      } finally {
        clearTimeout(timer);
        posting.signal?.removeEventListener('abort', stop);
      }
    },
    async refusal(text) {
      if (allowPrivate) return null;
      const { hostname } = new URL(text);
      if (isLocalName(hostname)) return `${hostname} is this machine.`;
      const literal = literalAddress(hostname);
      if (literal !== null) return isPublicAddress(literal) ? null : `${literal} is not in a public network.`;
      const soon = new AbortController();
      try {
        await Promise.race([resolved(hostname), sleep(REGISTER_WITHIN_MS, null, { signal: soon.signal })]);
        return null;
      } catch (error) {
        // A name that does not resolve yet may do so later: it is looked at again before every attempt.
        return error instanceof AddressRefused ? `${hostname} leads to ${error.message}` : null;
      } finally {
        soon.abort();
      }
    },
    close() {
      for (const agent of [...Object.values(kept), ...Object.values(fresh)]) agent.destroy();
    },
  };
}

type Answered = Pick<Posted, 'status' | 'response'>;

class StaleConnection extends Error {}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
const isClosed = (error: Error): boolean => ['ECONNRESET', 'EPIPE'].includes(codeOf(error));

/** The beginning of an answer's body. Resolves when enough was read, the body ends, breaks off, or takes too long. */
function readBeginning(response: http.IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const done = () => {
      clearTimeout(timer);
      resolve(excerpt(Buffer.concat(chunks)));
    };
    const enough = () => {
      response.destroy();
      done();
    };
    const timer = setTimeout(enough, BODY_WITHIN_MS);
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      chunks.push(chunk.subarray(0, Math.max(0, READ_AT_MOST - (size - chunk.length))));
      if (size > READ_AT_MOST) enough();
    });
    response.once('end', done);
    response.once('error', done);
    response.once('close', done);
  });
}

const SENTENCES: Record<string, string> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed without an answer.',
  EPIPE: 'The connection was closed without an answer.',
  ENOTFOUND: 'The name does not resolve.',
  EAI_AGAIN: 'The name does not resolve at the moment.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The network cannot be reached.',
  ETIMEDOUT: 'The host did not answer.',
};

/** Why there was no answer. At most as long as a log line may be. */
function sentenceOf(error: unknown): string {
  if (error instanceof AddressRefused) return error.message;
  const known = SENTENCES[codeOf(error)];
  if (known) return known;
  const message = error instanceof Error ? error.message : String(error);
  return `It could not be sent: ${message.slice(0, 200)}`;
}
