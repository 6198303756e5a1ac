/**
 * A network that cannot be trusted: an HTTP proxy in front of one server. For each message it draws what goes wrong:
 *
 * - *lost*: the message never arrives, the connection breaks;
 * - *unanswered*: it arrives and takes effect, and the connection breaks instead of an answer;
 * - *refused*, *garbled*: a 500 comes back, before or after it took effect;
 * - *doubled*: it arrives twice at the same time;
 * - *held*: it arrives after others that were sent later;
 * - *echoed*: it is answered, and arrives once more later.
 *
 * What may not be repeated never comes twice: intermediaries repeat only what is idempotent by its method or its key (RFC 9110,
 * section 9.2.2). Nothing waits for a time: what is held goes on when a few others have passed, or when nothing else moves.
 */
import {
  Agent,
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

export const FAULTS = ['lost', 'unanswered', 'refused', 'garbled', 'doubled', 'held', 'echoed'] as const;
type Fault = (typeof FAULTS)[number];

export interface FlakyProxy {
  url: string;
  /** How often each fault happened. */
  counts: Record<Fault, number>;
  messages: number;
  /** Lets what is held and echoed arrive, and resolves when nothing is under way. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** How many later messages overtake one that is held. */
const OVERTAKEN_BY = 3;
/** Of how many messages each fault has its exact share. */
const DECK = 50;

/** Fates of messages to come: by chance, and yet every fault has its share of each deck, whatever the seed. */
function fates(random: () => number, rate: number): () => Fault | null {
  const each = FAULTS.flatMap((fault) => Array<Fault>(Math.round(DECK * rate)).fill(fault));
  let deck: (Fault | null)[] = [];
  return () => {
    if (deck.length === 0) deck = [...each, ...Array<null>(DECK - each.length).fill(null)];
    const [fate = null] = deck.splice(Math.floor(random() * deck.length), 1);
    return fate;
  };
}

/** `target` is asked for every message; `rate` is the share of each fault. */
export async function startFlakyProxy(target: () => string, random: () => number, rate: number): Promise<FlakyProxy> {
  const counts = Object.fromEntries(FAULTS.map((fault) => [fault, 0])) as Record<Fault, number>;
  const agent = new Agent({ keepAlive: true });
  const held = new Set<{ left: number; go: () => void }>();
  const underWay = new Set<Promise<void>>();
  const nextFate = fates(random, rate);
  let messages = 0;

  function draw(incoming: IncomingMessage): Fault | null {
    const fault = nextFate();
    if ((fault === 'doubled' || fault === 'echoed') && !mayRepeat(incoming)) return null;
    if (fault) counts[fault] += 1;
    return fault;
  }

  function release(waiting: { left: number; go: () => void }): void {
    held.delete(waiting);
    waiting.go();
  }
  const overtaken = () =>
    new Promise<void>((go) => {
      held.add({ left: OVERTAKEN_BY, go });
      releaseIfStuck();
    });
  function passed(): void {
    for (const waiting of held) {
      waiting.left -= 1;
      if (waiting.left <= 0) release(waiting);
    }
  }
  /** Everything that is under way waits to be overtaken: the first goes on. */
  function releaseIfStuck(): void {
    const [first] = held;
    if (first && held.size >= underWay.size) release(first);
  }

  function track(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => {
      underWay.delete(work);
      releaseIfStuck();
    });
  }

  function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { 'transfer-encoding': _, host: __, connection: ___, ...kept } = headers;
      const options = { method, agent, headers: { ...kept, 'content-length': body.length } };
      const outgoing = request(new URL(url ?? '/', target()), options, async (answer) => {
        try {
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await bytesOf(answer) });
        } catch (error) {
          reject(error);
        }
      });
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    messages += 1;
    passed();
    const fault = draw(incoming);
    if (fault === 'lost') return void outgoing.destroy();
    if (fault === 'refused') return fail(outgoing);
    if (fault === 'held') await overtaken();
    const copies = [forward(incoming, body), ...(fault === 'doubled' ? [forward(incoming, body)] : [])];
    const answers = await Promise.all(copies);
    if (fault === 'unanswered') return void outgoing.destroy();
    if (fault === 'garbled') return fail(outgoing);
    if (fault === 'echoed') track(overtaken().then(() => void forward(incoming, body).catch(() => {})));
    const { status, headers, body: answered } = answers[Math.floor(random() * answers.length)] as Answer;
    const { 'transfer-encoding': _, connection: __, 'keep-alive': ___, ...kept } = headers;
    outgoing.writeHead(status, kept).end(answered);
  }

  const server = createServer((incoming, outgoing) => {
    track(handle(incoming, outgoing).catch(() => void outgoing.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function quiet(): Promise<void> {
    while (underWay.size > 0) {
      for (const waiting of held) release(waiting);
      await Promise.race(underWay);
    }
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    get messages() {
      return messages;
    },
    quiet,
    async close() {
      await quiet();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      agent.destroy();
    },
  };
}

const mayRepeat = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'POST' || 'idempotency-key' in headers || 'webhook-id' in headers;

function fail(outgoing: ServerResponse): void {
  outgoing.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Something in between failed</h1>');
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
