/** The example shop as a process of its own: `npm start` in its folder. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'vitest';
import { eventually } from './eventually.ts';

export interface RunningShop {
  child: ChildProcess;
  /** What it printed so far. */
  output(): string;
  /** npm has ended, and so has the shop: both hold what they print to. */
  ended: Promise<unknown>;
}

/** `npm start`. */
export function startShop(folder: string, env: Record<string, string>): RunningShop {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // npm starts the shop as a child of its own: both are ended together.
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += chunk;
    });
  }
  return { child, output: () => printed, ended: once(child, 'close') };
}

export async function stopShop({ child, ended }: RunningShop): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) process.kill(-(child.pid as number), 'SIGTERM');
  await ended;
}

export const says = (shop: RunningShop, words: string): Promise<void> =>
  eventually(`the shop says “${words}”`, () => expect(shop.output()).toContain(words), shop.output);
