/** A real Redis on a port of its own, that can be killed, stalled and started again, empty each time. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect as tcp } from 'node:net';
import { eventually } from './eventually.ts';
import { freePort } from './free-port.ts';

const BINARY = process.env.REDIS_SERVER_PATH ?? 'redis-server';

export interface RedisServer {
  url: string;
  start(): Promise<void>;
  /** SIGKILL: connections break, what it held is gone. */
  kill(): Promise<void>;
  /** SIGSTOP: connections stay, nothing is answered. */
  stall(): void;
  resume(): void;
}

const answers = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = tcp(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });

/** One that does not run yet: its address is known before it can be reached. */
export async function redisServer(): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      child = spawn(BINARY, args, { stdio: 'ignore' });
      await eventually('Redis answers', () => answers(port));
    },
    async kill() {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
    stall: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
}
