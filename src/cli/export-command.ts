/** `export`: the file and the terminal around an export. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { StorageUnavailable } from '../application/ports/store.ts';
import type { Command } from './arguments.ts';
import { type ExportState, exportLines, inPieces, newExport } from './export.ts';
import type { Surroundings } from './import-command.ts';
import { showProgress } from './progress.ts';

type ExportCommand = Extract<Command, { name: 'export' }>;

/**
 * Answers the exit code. A file gets its name when it is complete, so that a half-written export is never taken for a
 * whole one; only its owner may read it, since it holds people's names and addresses.
 */
export async function exportCommand({ to, filter }: ExportCommand, around: Surroundings): Promise<number> {
  const state: ExportState = newExport();
  const path = to ?? `parley-${new Date(around.now()).toISOString().replace(/[-:]|\.\d+/gu, '')}.ndjson`;
  const partial = `${path}.part`;
  const sink = path === '-' ? around.stdout : createWriteStream(partial, { mode: 0o600 });
  const progress = showProgress(around.screen, performance.now.bind(performance), () => progressOf(state));
  const pieces = Readable.from(inPieces(exportLines(around.store, filter, state), state), { highWaterMark: 2 });
  try {
    await pipeline(pieces, sink, { signal: around.signal, end: path !== '-' });
    if (path !== '-') await rename(partial, path);
  } catch (error) {
    if (path !== '-') await rm(partial, { force: true });
    return stopped(error, around, progress.say);
  } finally {
    progress.stop();
  }
  const { requests, conversations, sellers, photos, lost } = state;
  const counted = [shown(requests, 'request'), shown(conversations, 'conversation'), shown(sellers, 'seller')];
  if (photos > 0) counted.push(shown(photos, 'photo'));
  if (lost > 0) around.screen.write(`Left out ${shown(lost, 'photo')} whose file is gone.\n`);
  around.screen.write(`Exported ${counted.join(', ')}${path === '-' ? '' : ` to ${path}`}.\n`);
  return 0;
}

const shown = (count: number, noun: string): string => `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The exit code where an export did not come to its end; nothing of it is left. */
function stopped(error: unknown, { signal }: Surroundings, say: (text: string) => void): number {
  if (signal.aborted) {
    say('Interrupted; nothing was kept.');
    return 130;
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // Whoever read the output has enough of it, as `head` has.
  if (code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return 0;
  if (!(error instanceof StorageUnavailable) && !(error instanceof Error && 'syscall' in error)) throw error;
  say(`The export stopped: ${error.message}`);
  return 3;
}

function progressOf({ requests, conversations, bytes }: ExportState) {
  const notes = [shown(conversations, 'conversation'), `${(bytes / 1e6).toFixed(1)} MB`];
  return { done: requests, noun: 'requests', notes, share: null };
}
