/** `npm run parley -- <command>`: reads what was asked for, opens the storage, and answers with an exit code. */
import { existsSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';
import { readStorage } from '../config/config.ts';
import { ConfigError } from '../config/error.ts';
import { openStore } from '../storage/open.ts';
import { type Command, HELP, readArguments, UsageError } from './arguments.ts';
import { backupCommand, restoreCommand } from './backup-command.ts';
import { answerChecks } from './checker.ts';
import { exportCommand } from './export-command.ts';
import { importCommand } from './import-command.ts';
import type { Screen } from './progress.ts';

const WRONG_USAGE = 2;
const FAILED = 3;
const INTERRUPTED = 130;

const screen: Screen = {
  isTTY: process.stderr.isTTY === true,
  get columns() {
    return process.stderr.columns || 80;
  },
  write: (text) => void process.stderr.write(text),
};

/** The first interruption lets what is under way finish; the second does not wait. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    screen.write(`${screen.isTTY ? '\r\u001B[2K' : ''}Stopping: what is under way is finished first.\n`);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}

type Storage = ReturnType<typeof readStorage>;
type Moving = Extract<Command, { name: 'import' | 'export' }>;

/** Opening it would make an empty one, and a copy of nothing looks like a copy. */
function requireStorage(url: string): void {
  const file = url.startsWith('sqlite:') ? url.slice('sqlite:'.length).replace(/^\/\//u, '') : null;
  if (file !== null && !existsSync(file)) {
    throw new ConfigError('DATABASE_URL', `names no storage: there is no file ${file}`);
  }
}

async function storageAt({ databaseUrl, filesUrl: files }: Storage, unchanged: boolean) {
  try {
    return await openStore(databaseUrl, { files, unchanged, log: (message) => screen.write(`parley: ${message}\n`) });
  } catch (error) {
    throw new ConfigError('DATABASE_URL', `cannot be opened: ${error instanceof Error ? error.message : error}`);
  }
}

async function move(command: Moving, storage: Storage): Promise<number> {
  const store = await storageAt(storage, command.name === 'import' && command.dryRun);
  const { stdin, stdout } = process;
  const startThread = () => new Worker(new URL(import.meta.url));
  const around = { store, stdin, stdout, screen, now: Date.now, startThread, signal: interruption() };
  try {
    return command.name === 'import' ? await importCommand(command, around) : await exportCommand(command, around);
  } finally {
    await store.close();
  }
}

async function run(args: string[]): Promise<number> {
  const command = readArguments(args);
  if (command.name === 'help') {
    process.stdout.write(HELP);
    return 0;
  }
  const storage = readStorage(process.env);
  const { databaseUrl: url } = storage;
  if (command.name === 'restore') return restoreCommand(command, storage, screen, new Date());
  if (command.name !== 'import') requireStorage(url);
  return command.name === 'backup' ? backupCommand(command, storage, screen) : move(command, storage);
}

async function main(): Promise<void> {
  // Whoever read the output may be gone before its end.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : FAILED));
  try {
    process.exitCode = await run(process.argv.slice(2));
  } catch (error) {
    const line = error instanceof Error ? error.message : String(error);
    process.stderr.write(`parley: ${line}\n`);
    const isUsage = error instanceof UsageError || error instanceof ConfigError;
    if (error instanceof UsageError) process.stderr.write('Try: npm run parley -- help\n');
    if (!isUsage && process.env.LOG_LEVEL === 'debug') console.error(error);
    process.exitCode = isUsage ? WRONG_USAGE : FAILED;
  }
}

// A thread of an import runs this same file.
if (isMainThread) await main();
else answerChecks();
