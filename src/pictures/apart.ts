/**
 * Reads pictures in a process beside the server's (reader.ts). What strangers sent can end that process, and not the
 * service; it knows none of the service's secrets; it yields the processor to whoever waits for an answer; and it is
 * ended when no picture has come for a while, so that what it took of memory goes back to the machine.
 *
 * When it ends with pictures in its hands, each of them is read once more, by a process of its own: only the one that
 * ends that one too is refused.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Picture, ReadPicture, Unreadable } from '../application/attachments/ports.ts';
import { StorageUnavailable } from '../application/ports/store.ts';
import { TOOK_TOO_LONG, unreadable } from './pictures.ts';
import type { Answered, Asked } from './protocol.ts';

/** Several times what libvips itself is given for one, on a machine that has other things to do. */
const WITHIN_MS = 60_000;
const START_WITHIN_MS = 60_000;
const IDLE_MS = 60_000;
/** What a process needs to run at all; the rest is the service's business. */
const INHERITED = ['PATH', 'LD_LIBRARY_PATH', 'NODE_OPTIONS', 'SystemRoot', 'TMPDIR'];
/** glibc otherwise keeps memory for each thread, and returns little of it. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '1' };

const EATEN = 'Whatever reads it ends. Open it on your device and send it again as a JPEG.';

/** The process ended before its answer; `wasLate` where it was ended because it took too long. */
class Ended extends Error {
  readonly wasLate: boolean;
  constructor(how: string, wasLate: boolean) {
    super(`The process that reads pictures ended: ${how}.`);
    this.wasLate = wasLate;
  }
}

export interface ApartOptions {
  /** The program of the process; built, but in development. */
  program: URL;
  /** Told when the process ended while it had something to do. */
  onEnded(error: Error): void;
  withinMs?: number;
  idleMs?: number;
}

interface Reader {
  /** Rejects with Ended, or with StorageUnavailable where no process can be started. */
  read: ReadPicture;
  isBusy(): boolean;
  isThere(): boolean;
  /** Ends it when it has nothing to do any more. */
  dismiss(): void;
}

export function createApart(options: ApartOptions): ReadPicture {
  const { onEnded, idleMs = IDLE_MS } = options;
  let reader: Reader | null = null;
  let idle: NodeJS.Timeout | undefined;

  /** Read by the process that all share. */
  async function together(sent: Uint8Array): Promise<Picture | Unreadable> {
    clearTimeout(idle);
    if (!reader?.isThere()) reader = startReader(options);
    const mine = reader;
    try {
      return await mine.read(sent);
    } finally {
      if (!mine.isBusy()) idle = setTimeout(() => mine.dismiss(), idleMs).unref();
    }
  }

  /** Read by a process that reads nothing else. */
  async function alone(sent: Uint8Array): Promise<Picture | Unreadable> {
    const own = startReader(options);
    try {
      return await own.read(sent);
    } catch (error) {
      if (error instanceof Ended) return unreadable(error.wasLate ? TOOK_TOO_LONG : EATEN);
      throw error;
    } finally {
      own.dismiss();
    }
  }

  return async (sent) => {
    try {
      return await together(sent);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      onEnded(error);
      return alone(sent);
    }
  };
}

interface Waiting {
  resolve(picture: Picture | Unreadable): void;
  reject(error: Error): void;
}

function startReader({ program, withinMs = WITHIN_MS }: ApartOptions): Reader {
  const child = start(program);
  const waiting = new Map<number, Waiting>();
  let late = false;
  let over: Error | null = null;
  let asked = 0;

  const endIn = (ms: number): (() => void) => {
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, ms);
    return () => clearTimeout(timer);
  };
  const hasStarted = new Promise<void>((resolve, reject) => {
    const cancel = endIn(START_WITHIN_MS);
    const end = (how: string): void => {
      cancel();
      over ??= new Ended(how, late);
      for (const each of waiting.values()) each.reject(over);
      waiting.clear();
      reject(new StorageUnavailable(`No process that reads pictures starts: ${how}.`));
    };
    child.on('error', ({ message }) => end(message));
    child.on('exit', (code, signal) => end(signal ?? `code ${code}`));
    child.on('message', (answered: Answered) => {
      if (answered === 'ready') {
        cancel();
        resolve();
      } else settle(waiting, answered);
    });
  });
  // Whoever asks it hears of it.
  hasStarted.catch(() => {});

  return {
    async read(sent) {
      asked += 1;
      const id = asked;
      const answer = new Promise<Picture | Unreadable>((resolve, reject) => waiting.set(id, { resolve, reject }));
      answer.catch(() => {});
      await hasStarted;
      if (over) throw over;
      const cancel = endIn(withinMs);
      // What cannot be sent finds out when the process is gone.
      child.send({ id, sent } satisfies Asked, () => {});
      return answer.finally(cancel);
    },
    isBusy: () => waiting.size > 0,
    isThere: () => over === null && child.connected,
    dismiss: () => {
      if (waiting.size === 0 && child.connected) child.disconnect();
    },
  };
}

function settle(waiting: Map<number, Waiting>, answered: Exclude<Answered, 'ready'>): void {
  const { id } = answered;
  if ('picture' in answered) waiting.get(id)?.resolve(answered.picture);
  else waiting.get(id)?.reject(new Error(answered.error));
  waiting.delete(id);
}

function start(program: URL): ChildProcess {
  const inherited = INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []));
  const file = fileURLToPath(program);
  // In development it is TypeScript, and needs what makes this process run it.
  const flags = file.endsWith('.ts') ? process.execArgv : [];
  const child = fork(file, {
    serialization: 'advanced',
    execArgv: [...flags, '--expose-gc'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...Object.fromEntries(inherited), ...ENVIRONMENT },
  });
  // It does not keep a server that is done from ending.
  child.unref();
  child.channel?.unref();
  return child;
}
