/** The command line as an operator runs it: the built one, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The file that is run. */
export const commandLine = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

export interface CommandRun {
  pid: number;
  stdin: NodeJS.WritableStream;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>;
}

interface Surroundings {
  cwd: string;
  /** Its whole environment, beside `PATH`. */
  env: Record<string, string>;
  /** No file that it writes can be larger, as on a full disk. */
  mostKilobytes?: number;
}

export function startCommand(args: string[], { cwd, env, mostKilobytes }: Surroundings): CommandRun {
  const command = [process.execPath, commandLine, ...args];
  // A shell's blocks are of 512 bytes.
  const limited = mostKilobytes ? ['sh', '-c', `ulimit -f ${mostKilobytes * 2}; exec "$@"`, 'sh', ...command] : command;
  const [program = '', ...rest] = limited;
  const child = spawn(program, rest, { cwd, env: { PATH: process.env.PATH, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  // Who dies half way reads no more.
  child.stdin.on('error', () => {});
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }));
  return { pid: child.pid ?? 0, stdin: child.stdin, kill: (signal) => void child.kill(signal), ended };
}
