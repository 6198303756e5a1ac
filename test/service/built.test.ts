/** What runs from dist/ is a bundle: what it loads only when it is asked for has to be found from there too. */
import { readdirSync, readFileSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApart } from '../../src/pictures/apart.ts';
import { type Demo, startDemo } from '../support/browser.ts';

let demo: Demo;

beforeAll(async () => {
  demo = await startDemo();
});
afterAll(() => demo.stop());

it('the built service draws shipping documents, with fonts and barcodes from their packages', async () => {
  const { id } = await demo.request('lamp');
  const { seller } = await demo.tokens(id);

  const answer = await fetch(`${demo.url}/v1/requests/${id}/documents.pdf`, {
    headers: { Authorization: `Bearer ${seller}` },
  });

  expect(answer.status).toBe(200);
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

/** Processes that this one started and that run `program`. */
const startedHere = (program: string): string[] =>
  readdirSync('/proc').filter((pid) => {
    try {
      const [, parent] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/^PPid:\t(\d+)$/mu) ?? [];
      return Number(parent) === process.pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(program);
    } catch {
      return false;
    }
  });

it.skipIf(process.platform !== 'linux')(
  'the built reader of photos yields the processor to others, with each of its threads',
  async () => {
    const program = new URL('../../dist/src/pictures/reader.js', import.meta.url);
    const read = createApart({
      program,
      onEnded: (error) => {
        throw error;
      },
      idleMs: 1_000,
    });
    const size = { width: 1_000, height: 800, channels: 3 as const, background: '#888' };

    expect(await read(await sharp({ create: size }).jpeg().toBuffer())).toMatchObject({ width: 1_000 });

    const [pid, ...others] = startedHere(program.pathname);
    expect(others).toEqual([]);
    const priorities = readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread)));
    expect(priorities.length).toBeGreaterThan(4);
    expect(new Set(priorities)).toEqual(new Set([constants.priority.PRIORITY_BELOW_NORMAL]));
  },
);
