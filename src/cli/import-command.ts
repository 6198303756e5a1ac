/** `import`: the file, the report and the terminal around an import. */
import { type createReadStream, createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { addAbortSignal, type Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import { createCommands } from '../application/commands.ts';
import { StorageUnavailable, type Store } from '../application/ports/store.ts';
import { LaterFormat } from './apply.ts';
import type { Command } from './arguments.ts';
import { UsageError } from './arguments.ts';
import type { RefusedLine } from './check.ts';
import { checkHere, createChecker } from './checker.ts';
import { type ImportState, newState, runImport } from './import.ts';
import { type Screen, showProgress } from './progress.ts';
import { sentenceOf, summaryOf } from './report.ts';
import { scratchOver } from './scratch.ts';

/** What a command has of the process around it. */
export interface Surroundings {
  store: Store;
  stdin: Readable;
  stdout: Writable;
  screen: Screen;
  now(): number;
  /** Starts a thread that checks lines; absent where they are checked by whoever reads them. */
  startThread?: () => Worker;
  /** Aborted where the operator interrupts. */
  signal: AbortSignal;
}

const CHUNK_BYTES = 1024 * 1024;

/** Nobody here tells what is opened: a running server finds it owed and does, or the next one that starts. */
const noRelay = { leaseFor: () => undefined, committed: () => {} };

type ImportCommand = Extract<Command, { name: 'import' }>;

/** Answers the exit code. Throws UsageError for a file that cannot be read. */
export async function importCommand(command: ImportCommand, around: Surroundings): Promise<number> {
  await requireOtherFile(command);
  const source = await sourceOf(command.from, around);
  const report = command.report === undefined ? null : await writerTo(command.report);
  const scratch = command.dryRun ? await scratchOver(around.store) : null;
  const store = scratch?.store ?? around.store;
  const clock = { now: around.now };
  const commands = createCommands({ store, clock, relay: noRelay });
  const checker = around.startThread ? createChecker(around.startThread) : null;
  const state = newState();
  const startedAt = performance.now();
  const progress = showProgress(around.screen, performance.now.bind(performance), () =>
    progressOf(state, source.bytes),
  );
  let stopped: string | undefined;
  let failed = false;
  try {
    const onRefused = async (refused: RefusedLine) => {
      if (report) await report.write(`${JSON.stringify(refused)}\n`);
      else progress.say(sentenceOf(refused));
    };
    const { concurrency, allowOverdue } = command;
    const check = checker?.check ?? checkHere;
    const parts = { store, commands, clock, allowOverdue, concurrency, check, signal: around.signal, onRefused };
    await runImport(source.stream, parts, state);
    if (around.signal.aborted) stopped = 'interrupted.';
  } catch (error) {
    stopped = reasonOf(error);
    failed = true;
  } finally {
    progress.stop();
    await checker?.stop();
    await report?.end();
    await scratch?.remove();
  }
  const ending = {
    dryRun: command.dryRun,
    milliseconds: performance.now() - startedAt,
    ...(stopped ? { stopped } : {}),
  };
  around.stdout.write(`${summaryOf(state, ending).join('\n')}\n`);
  if (failed) return 3;
  if (stopped) return 130;
  return state.refused > 0 ? 1 : 0;
}

/** What stopped the import, for the operator. Anything that is not a known failure is a defect, and is thrown. */
function reasonOf(error: unknown): string {
  const isSystemError = error instanceof Error && 'syscall' in error;
  if (error instanceof StorageUnavailable || error instanceof LaterFormat || isSystemError) {
    return error.message.replace(/\.?$/u, '.');
  }
  throw error;
}

function progressOf(state: ImportState, bytes: number | null) {
  const notes = state.refused > 0 ? [`${state.refused.toLocaleString('en')} refused`] : [];
  return { done: state.lines, noun: 'lines', notes, share: bytes ? state.bytes / bytes : null };
}

async function sourceOf(from: string, { stdin, signal }: Surroundings) {
  if (from === '-') return { stream: addAbortSignal(signal, stdin), bytes: null };
  try {
    const file = await open(from);
    const stats = await file.stat();
    if (stats.isDirectory()) throw new Error('it is a folder');
    const stream = file.createReadStream({ highWaterMark: CHUNK_BYTES, signal });
    return { stream: stream as ReturnType<typeof createReadStream>, bytes: stats.isFile() ? stats.size : null };
  } catch (error) {
    throw new UsageError(`${from} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}

/** Writing the report empties its file: it must not be the one that is to be read. */
async function requireOtherFile({ from, report }: ImportCommand): Promise<void> {
  if (report === undefined || from === '-') return;
  const [source, target] = await Promise.all([from, report].map((path) => stat(path).catch(() => null)));
  if (source && target && source.ino === target.ino && source.dev === target.dev && target.isFile()) {
    throw new UsageError(`--report ${report} is the file to import.`);
  }
}

/** A file that is written line by line; only its owner may read it, since it holds what people wrote. */
async function writerTo(path: string) {
  const stream = createWriteStream(path, { mode: 0o600 });
  try {
    await new Promise<void>((resolve, reject) => stream.once('open', () => resolve()).once('error', reject));
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : error}.`);
  }
  return {
    write: (text: string) =>
      new Promise<void>((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
    async end() {
      stream.end();
      await finished(stream).catch(() => {});
    },
  };
}
