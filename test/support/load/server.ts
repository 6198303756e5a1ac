/** A real server process, started from dist/ as an operator starts it, and killed as the kernel kills it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const preload = new URL('dying/preload.mjs', import.meta.url).href;

export const API_KEY = 'key-of-the-platform-in-tests';
export const SECRET = 'a-secret-of-the-test-with-at-least-32-characters';
const READY_WITHIN_MS = 600_000;
/** A start takes most of a second; whoever asks more often takes from it. */
const ASK_EVERY_MS = 50;

/**
 * Where a process can die by its own hand, at a call to the storage (dying/store.mjs):
 * - `before the commit`: the caller's key is claimed and the command decided, nothing is written;
 * - `after the commit`: it is written, and nobody was told;
 * - `before the answer`: it is written, and the answer is neither kept nor sent;
 * - `before the telling is noted`: the channels were told, and the outbox's mark does not say so;
 * - `before a rule acts`, `after a rule acted`: the same as the first two, where the clock acts by a shop's rule.
 */
export type Point =
  | 'before the commit'
  | 'after the commit'
  | 'before the answer'
  | 'before the telling is noted'
  | 'between name and request'
  | 'before a rule acts'
  | 'after a rule acted';

export interface Death {
  point: Point;
  /** The how-manieth time it comes there. */
  nth: number;
  /** Only while it deals with this request. */
  requestId?: string;
}
/** What the process was doing when it died; `version` is the request's after it. */
export interface LastWords {
  requestId: string;
  /** Absent where no command is told of. */
  commandId?: string;
  /** Of an opening that has one. */
  externalId?: string;
  version: number;
}

export interface ServerProcess {
  pid: number;
  /** Milliseconds from the spawn to the first answer of /readyz. */
  readonly readyAfterMs: number;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM: a graceful shutdown. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** Has it die when it comes to a point. Only of one that was started `mortal`; resolves when it knows. */
  order(death: Death): Promise<void>;
  /** Resolves when it has died at the point that was ordered; rejects where it ended otherwise. */
  lastWords(): Promise<LastWords>;
  /** What it printed so far (both streams), for a failing test's message. */
  output(): string;
}
/** One that may not be ready yet: it can be killed before it is. */
export interface StartingProcess extends ServerProcess {
  ready: Promise<void>;
}

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Resolves when it answers, or was killed first. */
async function untilReady(baseUrl: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (child.signalCode === 'SIGKILL') return;
    if (hasEnded(child)) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode}:\n${output()}`);
    try {
      const answer = await fetch(`${baseUrl}/readyz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(ASK_EVERY_MS);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${output()}`);
}

/** Everything a stream brings, the latest of it where that is much. */
function collected(...streams: (Readable | null | undefined)[]): () => string {
  let text = '';
  for (const stream of streams) {
    stream?.on('data', (chunk) => {
      text = (text + chunk).slice(-20_000);
    });
  }
  return () => text;
}

type Variables = Readonly<Record<string, string>>;

/** Starts `node dist/src/main.js`. `env` adds to the variables a test needs; a `mortal` one takes orders to die. */
export function launchServer(port: number, databaseUrl: string, env: Variables = {}, mortal = false): StartingProcess {
  const startedAt = performance.now();
  let readyAfterMs = Number.NaN;
  const child = spawn(process.execPath, [...(mortal ? ['--import', preload] : []), 'dist/src/main.js'], {
    cwd: root,
    stdio: mortal ? ['ignore', 'pipe', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      PARLEY_API_KEY: API_KEY,
      PARLEY_SECRET: SECRET,
      RATE_LIMIT: 'off',
      DRAIN_SECONDS: '0',
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  const output = collected(child.stdout, child.stderr);
  const report = collected(child.stdio[3] as Readable | undefined);
  // After `close` nothing more comes from its streams.
  const gone = once(child, 'close');
  const ready = untilReady(`http://127.0.0.1:${port}`, child, output).then(() => {
    readyAfterMs = performance.now() - startedAt;
  });
  // Whoever kills it before it is ready does not wait for that.
  ready.catch(() => {});
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    if (!hasEnded(child)) child.kill(signal);
    await gone;
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    get readyAfterMs() {
      return readyAfterMs;
    },
    ready,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    async order(death) {
      const heard = once(child, 'message');
      child.send(death);
      await heard;
    },
    async lastWords() {
      await gone;
      if (report() === '') throw new Error(`the server ended elsewhere, ${child.signalCode}:\n${output()}`);
      return JSON.parse(report()) as LastWords;
    },
    output,
  };
}

/** Starts one and resolves when it is ready. */
export async function startServer(
  port: number,
  databaseUrl: string,
  env: Variables = {},
  mortal = false,
): Promise<StartingProcess> {
  const server = launchServer(port, databaseUrl, env, mortal);
  await server.ready;
  return server;
}
