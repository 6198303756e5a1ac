/**
 * Checking lines costs as much as writing them, so an import that goes on for a while gets a thread for it. The thread
 * is given texts and answers what is wrong; a value that is as it was written is not sent back, since reading its line
 * once more is cheaper.
 *
 * - *here*: the first lines, which are all there are in most files, are checked where they are asked for.
 * - *in the thread*: all after them. A thread that fails makes the import fail.
 */
import { parentPort, type Worker } from 'node:worker_threads';
import { type Checked, checkLine } from './check.ts';
import type { Entry, Kind } from './format.ts';
import type { Line } from './lines.ts';

/** Answers in the order of the lines. */
export type Check = (lines: Line[]) => Promise<Checked[]>;

type Answer = Exclude<Checked, { asWritten: boolean }> | { asWritten: Kind } | { entry: Entry };
type Content = Line['content'];

const LINES_CHECKED_HERE = 2_000;

export const checkHere: Check = async (lines) => lines.map(({ content }) => checkLine(content));

export interface Checker {
  check: Check;
  stop(): Promise<void>;
}

/** `start` starts a thread that runs `answerChecks`. */
export function createChecker(start: () => Worker): Checker {
  let here = 0;
  let thread: ReturnType<typeof checkingThread> | null = null;
  return {
    check(lines) {
      here += lines.length;
      if (here <= LINES_CHECKED_HERE) return checkHere(lines);
      thread ??= checkingThread(start());
      return thread.check(lines);
    },
    stop: async () => void (await thread?.stop()),
  };
}

interface Waiting {
  lines: Line[];
  resolve(checked: Checked[]): void;
  reject(error: unknown): void;
}

function checkingThread(worker: Worker) {
  /** It answers in the order in which it was asked. */
  const waiting: Waiting[] = [];
  worker.on('message', (answers: Answer[]) => {
    const asked = waiting.shift();
    asked?.resolve(asked.lines.map(({ content }, index) => checkedOf(answers[index] as Answer, content)));
  });
  let failure: Error | null = null;
  worker.on('error', (error) => {
    failure = error;
    for (const { reject } of waiting.splice(0)) reject(error);
  });
  return {
    check: (lines: Line[]) =>
      new Promise<Checked[]>((resolve, reject) => {
        if (failure) throw failure;
        waiting.push({ lines, resolve, reject });
        worker.postMessage(lines.map(({ content }) => content));
      }),
    stop: () => worker.terminate(),
  };
}

function checkedOf(answer: Answer, content: Content): Checked {
  if ('entry' in answer) return { entry: answer.entry, asWritten: false };
  if (!('asWritten' in answer)) return answer;
  const value: unknown = 'text' in content ? JSON.parse(content.text) : undefined;
  return { entry: { kind: answer.asWritten, value } as Entry, asWritten: true };
}

/** What the thread does: answers until it is stopped. */
export function answerChecks(): void {
  parentPort?.on('message', (contents: Content[]) => parentPort?.postMessage(contents.map(answerTo)));
}

function answerTo(content: Content): Answer {
  const checked = checkLine(content);
  if (!('entry' in checked)) return checked;
  return checked.asWritten ? { asWritten: checked.entry.kind } : { entry: checked.entry };
}
