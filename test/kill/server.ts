/** A real server process, started from dist/ as an operator starts it, and killed as the kernel kills it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const API_KEY = 'key-of-the-test';
export const SECRET = 'a-secret-of-the-test-with-at-least-32-characters';
const READY_WITHIN_MS = 60_000;

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}

export interface ServerProcess {
  pid: number;
  /** Milliseconds from the spawn to the first answer of /readyz. */
  readyAfterMs: number;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM: a graceful shutdown. Resolves with the exit code. */
  stop(): Promise<number | null>;
  /** What it printed so far (both streams), for a failing test's message. */
  output(): string;
}

async function untilReady(baseUrl: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${output()}`);
    try {
      const answer = await fetch(`${baseUrl}/readyz`);
      await answer.arrayBuffer();
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(10);
  }
  child.kill('SIGKILL');
  throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${output()}`);
}

/** Starts `node dist/src/main.js` and resolves when it is ready. `env` adds to the variables a test needs. */
export async function startServer(
  port: number,
  databaseUrl: string,
  env: Record<string, string> = {},
): Promise<ServerProcess> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['dist/src/main.js'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      PARLEY_API_KEY: API_KEY,
      PARLEY_SECRET: SECRET,
      RATE_LIMIT: 'off',
      LOG_LEVEL: 'error',
      ...env,
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed = (printed + chunk).slice(-20_000);
    });
  }
  const gone = once(child, 'exit');
  await untilReady(`http://127.0.0.1:${port}`, child, () => printed);
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await gone;
    }
    return child.exitCode;
  };
  return {
    pid: child.pid ?? 0,
    readyAfterMs: performance.now() - startedAt,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    output: () => printed,
  };
}
