/** Servers under measurement run in processes of their own, apart from the load, and are asked over IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface Memory {
  /** Live JavaScript objects and buffers after a full collection, in bytes. */
  used: number;
  /** Resident set, in bytes. */
  resident: number;
}

/** What a measured process understands, beside being killed. */
export type Question = 'memory';

export interface Measured {
  port: number;
  memory(): Promise<Memory>;
  stop(): Promise<void>;
}

/** Forks a module of this folder; it must send `{ port }` when it listens (see `answerQuestions`). */
export async function forkServer(module: string, ...args: string[]): Promise<Measured> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), args, {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const { port } = await nextMessage<{ port: number }>(child);
  return {
    port,
    async memory() {
      child.send('memory' satisfies Question);
      return nextMessage<Memory>(child);
    },
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function nextMessage<T>(child: ChildProcess): Promise<T> {
  const gone = new AbortController();
  const ended = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`a measured process ended with ${code}`);
  });
  const answered = once(child, 'message', { signal: gone.signal });
  try {
    const [message] = await Promise.race([answered, ended]);
    return message as T;
  } finally {
    gone.abort();
    await Promise.allSettled([ended, answered]);
  }
}

/** In the measured process: says where it listens, and answers what it is asked. */
export function answerQuestions(port: number): void {
  process.on('message', (question: Question) => {
    if (question !== 'memory') return;
    // Twice: the first collection runs finalizers whose objects the second one frees.
    globalThis.gc?.();
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ used: heapUsed + external, resident: rss } satisfies Memory);
  });
  process.send?.({ port });
}

/** Microseconds on the machine's monotonic clock, comparable between its processes. */
export const monotonicMicros = (): number => Number(process.hrtime.bigint() / 1000n);
