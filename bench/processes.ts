/** Servers under measurement run in processes of their own, apart from the load, and are asked over IPC. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

export interface Memory {
  /** Live JavaScript objects and buffers after a full collection, in bytes. */
  used: number;
  /** Resident set, in bytes. */
  resident: number;
}

/** What a measured process understands, beside being killed. */
export type Question = 'memory' | 'processor' | 'block' | { tell: number; message: unknown };

export interface Measured {
  port: number;
  memory(): Promise<Memory>;
  /** The processor time it has used so far, in milliseconds. */
  processor(): Promise<number>;
  /** The longest that its thread was kept since this was last asked, in milliseconds. */
  block(): Promise<number>;
  /** Has it give each of so many conversations (`conv-0` on) a message; answers when it began, as `monotonicMicros`. */
  tell(count: number, message: unknown): Promise<number>;
  /** What it and its children take of the machine's memory as they are, without a collection, in bytes. */
  resident(): Promise<number>;
  stop(): Promise<void>;
}

/** Forks a module of this folder; it must send its port when it listens (see `answerQuestions`). */
export async function forkServer(module: string, ...args: string[]): Promise<Measured> {
  const child = fork(fileURLToPath(new URL(module, import.meta.url)), args, {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const port = await nextMessage<number>(child);
  const ask = <Answer>(question: Question): Promise<Answer> => {
    child.send(question);
    return nextMessage<Answer>(child);
  };
  return {
    port,
    memory: () => ask<Memory>('memory'),
    processor: () => ask<number>('processor'),
    block: () => ask<number>('block'),
    tell: (tell, message) => ask<number>({ tell, message }),
    resident: () => residentOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

/**
 * Starts a part of a measurement in a process of its own → what it says first, and `ask`: has it do its part, and answers
 * what comes of it.
 */
export async function startPart<First>(module: string, ...args: number[]) {
  const program = fileURLToPath(new URL(module, import.meta.url));
  const child = fork(program, args.map(String), { execArgv: ['--import', 'tsx'] });
  const said = await nextMessage<First>(child);
  return {
    said,
    ask<Answer>(): Promise<Answer> {
      child.send('begin');
      return nextMessage<Answer>(child);
    },
  };
}

/**
 * Of a process and its children, in bytes; one that is gone has none. What is theirs alone counts in each, the files that
 * they run in the one that has most of them: to ask how much of those is shared would hold up who is asked for milliseconds.
 */
async function residentOf(pid: number): Promise<number> {
  const all = await memoryOf(pid);
  return all.reduce((sum, { own }) => sum + own, 0) + Math.max(0, ...all.map(({ files }) => files));
}

async function memoryOf(pid: number): Promise<{ own: number; files: number }[]> {
  const [status = '', children = ''] = await Promise.all(
    [`/proc/${pid}/status`, `/proc/${pid}/task/${pid}/children`].map((path) => readFile(path, 'utf8').catch(() => '')),
  );
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'mu').exec(status)?.[1] ?? 0) * 1024;
  const theirs = await Promise.all(children.split(' ').filter(Boolean).map(Number).map(memoryOf));
  return [{ own: bytes('RssAnon') + bytes('RssShmem'), files: bytes('RssFile') }, ...theirs.flat()];
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

/**
 * In the measured process: says where it listens, and answers what it is asked. `tell` gives each of so many conversations
 * a message.
 */
export function answerQuestions(port: number, tell?: (count: number, message: unknown) => void | Promise<void>): void {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const answers = {
    memory() {
      // Twice: the first collection runs finalizers whose objects the second one frees.
      globalThis.gc?.();
      globalThis.gc?.();
      const { heapUsed, external, rss } = process.memoryUsage();
      return { used: heapUsed + external, resident: rss } satisfies Memory;
    },
    processor() {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1000;
    },
    block() {
      const longest = delay.max / 1e6;
      delay.reset();
      return longest;
    },
  };
  process.on('message', async (question: Question) => {
    if (typeof question === 'string') return process.send?.(answers[question]());
    const beganAt = monotonicMicros();
    await tell?.(question.tell, question.message);
    return process.send?.(beganAt);
  });
  process.send?.(port);
}

/** Microseconds on the machine's monotonic clock, comparable between its processes. */
export const monotonicMicros = (): number => Number(process.hrtime.bigint() / 1000n);
