/**
 * An import: lines in, one after the other, each checked and applied, refused or found to be there already.
 *
 * Groups of lines are checked ahead, where a thread is to be had beside what is applied; reading waits for writing
 * (Workers), so memory stays the same however long the file is. Many lines are under way at once because the storages
 * commit together what is asked for together: a batch is one transaction, in which each line stands or falls alone.
 * Nothing is remembered of a line that is done: running again from the start is how an import that was stopped goes on.
 */
import { Readable } from 'node:stream';
import { StorageUnavailable } from '../application/ports/store.ts';
import type { Applied } from './applied.ts';
import { apply, type Destination, LaterFormat } from './apply.ts';
import { type Checked, namesOf, type RefusedLine, told, unforeseen, type Wrong } from './check.ts';
import type { Check } from './checker.ts';
import { type Entry, KINDS, type Kind, keysOf, MAX_LINE_BYTES, STAGE } from './format.ts';
import { type Line, lineGroupsOf } from './lines.ts';
import { Workers } from './workers.ts';

/** How far an import is. */
export interface ImportState {
  /** Lines that were worked off, empty ones included: every line up to this one. */
  lines: number;
  /** Bytes of the source that were read. */
  bytes: number;
  imported: Record<Kind, number>;
  known: Record<Kind, number>;
  refused: number;
  refusedByCode: Record<string, number>;
  /** Imported requests that the clock acts on at once. */
  lapsed: number;
}

export interface ImportParts extends Destination {
  /** Lines under way at once. */
  concurrency: number;
  check: Check;
  /** Stops between two lines. */
  signal: AbortSignal;
  onRefused(refused: RefusedLine): void | Promise<void>;
}

const MAX_BYTES_UNDER_WAY = MAX_LINE_BYTES;
const GROUPS_AHEAD = 2;
const zeros = (): Record<Kind, number> => Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;

export function newState(): ImportState {
  return { lines: 0, bytes: 0, imported: zeros(), known: zeros(), refused: 0, refusedByCode: {}, lapsed: 0 };
}

/**
 * Imports what `source` holds; `state` is kept up to date. Ends early where the signal says so. Throws
 * StorageUnavailable, LaterFormat, or what reading throws; `state.lines` then tells how far it got.
 */
export async function runImport(
  source: AsyncIterable<Uint8Array>,
  parts: ImportParts,
  state: ImportState,
): Promise<void> {
  const workers = new Workers({ tasks: parts.concurrency, bytes: MAX_BYTES_UNDER_WAY });
  const underWay = new Set<number>();
  let read = 0;
  let stage = 0;

  /** A line is worked off once all before it are. Numbers enter the set in order, so the first is the lowest. */
  function finish(line: number): void {
    underWay.delete(line);
    const [lowest] = underWay;
    state.lines = lowest === undefined ? read : lowest - 1;
  }

  async function refuse(line: Line, wrong: Wrong): Promise<void> {
    state.refused += 1;
    state.refusedByCode[wrong.code] = (state.refusedByCode[wrong.code] ?? 0) + 1;
    await parts.onRefused({ line: line.number, ...wrong });
  }

  async function settle(line: Line, entry: Entry): Promise<void> {
    const applied = await tryToApply(entry, parts);
    if ('wrong' in applied) return refuse(line, { ...namesOf(entry), ...applied.wrong });
    if (entry.kind !== 'parley') state[applied.done][entry.kind] += 1;
    if (applied.lapsed) state.lapsed += 1;
  }

  async function take(line: Line, checked: Checked): Promise<void> {
    underWay.add(line.number);
    read = line.number;
    if ('wrong' in checked) await refuse(line, checked.wrong);
    if (!('entry' in checked)) return finish(line.number);
    const { entry } = checked;
    if (STAGE[entry.kind] !== stage) await workers.drain();
    stage = STAGE[entry.kind];
    const bytes = 'text' in line.content ? line.content.text.length : 0;
    await workers.add(keysOf(entry), bytes, async () => {
      await settle(line, entry);
      finish(line.number);
    });
  }

  try {
    for await (const group of checkedAhead(source, parts.check)) {
      if (parts.signal.aborted) break;
      const checked = await group.checked;
      for (const [index, line] of group.lines.entries()) {
        if (parts.signal.aborted) break;
        await take(line, checked[index] as Checked);
        state.bytes = line.end;
      }
    }
  } catch (error) {
    if (!parts.signal.aborted) throw error;
  } finally {
    // What has begun is finished, whatever ended the reading.
    await workers.drain();
  }
}

interface Group {
  lines: Line[];
  checked: Promise<Checked[]>;
}

/** The groups in order, some of them already being checked while an earlier one is worked off. */
function checkedAhead(source: AsyncIterable<Uint8Array>, check: Check): AsyncIterable<Group> {
  async function* groups(): AsyncGenerator<Group> {
    for await (const lines of lineGroupsOf(source, MAX_LINE_BYTES)) {
      const checked = check(lines);
      // A failure is thrown to whoever comes to this group, if anybody does.
      checked.catch(() => {});
      yield { lines, checked };
    }
  }
  return Readable.from(groups(), { highWaterMark: GROUPS_AHEAD });
}

/** Anything but the storage or the format stands in the way of this line alone. */
async function tryToApply(
  entry: Entry,
  to: Destination,
): Promise<Exclude<Applied, { refusal: unknown }> | { wrong: Wrong }> {
  try {
    const applied = await apply(entry, to);
    return 'refusal' in applied ? { wrong: told(applied.refusal) } : applied;
  } catch (error) {
    if (error instanceof StorageUnavailable || error instanceof LaterFormat) throw error;
    return { wrong: unforeseen(error) };
  }
}
