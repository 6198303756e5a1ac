/** Checking in a thread, as a long import does, answers what checking here answers, line by line. */
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { type Checker, checkHere, createChecker } from '../../src/cli/checker.ts';
import type { Line } from '../../src/cli/lines.ts';
import { commandLine } from '../support/parley-command.ts';
import { input, shop } from '../support/world.ts';

const contents: Line['content'][] = [
  { text: JSON.stringify({ kind: 'seller', seller: shop() }) },
  { text: JSON.stringify(input({ externalId: 'old-1', text: '  spaces at the ends  ' })) },
  { text: JSON.stringify(input({ externalId: 'old-2' })) },
  { text: '{"half":' },
  { text: '{"__proto__":{}}' },
  { text: '  ' },
  { text: JSON.stringify({ kind: 'request', request: { id: 'req_1' }, events: [] }) },
  { text: JSON.stringify({ kind: 'parley', format: 1 }) },
  { problem: 'not_utf8', bytes: 7 },
  { problem: 'too_long', bytes: 99_000_000 },
];
/** Enough for a thread to be started, in groups as they are read. */
const groups = Array.from({ length: 12 }, (_, group) =>
  Array.from({ length: 250 }, (_, n): Line => {
    const number = group * 250 + n + 1;
    return { number, end: number, content: contents[number % contents.length] as Line['content'] };
  }),
);

describe('A checker', () => {
  let checker: Checker | undefined;
  afterEach(() => checker?.stop());

  it('answers the same from a thread, in order', async () => {
    let threads = 0;
    checker = createChecker(() => {
      threads += 1;
      return new Worker(commandLine);
    });
    const { check } = checker;
    const answers = await Promise.all(groups.map((lines) => check(lines)));
    expect(threads).toBe(1);
    expect(answers).toEqual(await Promise.all(groups.map(checkHere)));
  });

  it('fails where its thread does', async () => {
    checker = createChecker(() => new Worker('throw new Error("out of memory")', { eval: true }));
    const { check } = checker;
    const outcomes = await Promise.allSettled(groups.map((lines) => check(lines)));
    expect(outcomes.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
    await expect(check(groups[0] as Line[])).rejects.toThrow('out of memory');
  });
});
