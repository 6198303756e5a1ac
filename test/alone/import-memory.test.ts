/** A file of any length is read and written line by line: peak memory does not follow its number of lines. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { jsonLines } from '../support/import-scene.ts';
import { sqliteStore } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const main = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const sellerLine = { kind: 'seller', seller: shop() };
/** The command has the real clock. */
const soon = new Date(Date.now() + 48 * 3_600_000).toISOString();

describe('The memory of an import and an export', () => {
  const TELL_PEAK = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`;

  /** Imports as many lines in a process with little memory, exports them again, and answers each's peak in MB. */
  async function peaks(count: number): Promise<{ importing: number; exporting: number }> {
    const test = await sqliteStore();
    const hook = `data:text/javascript,${encodeURIComponent(TELL_PEAK)}`;
    const measured = async (args: string[], lines: Iterable<string> = []) => {
      const child = spawn(process.execPath, ['--max-old-space-size=64', '--import', hook, main, ...args], {
        env: { PATH: process.env.PATH, DATABASE_URL: test.url },
      });
      let stderr = '';
      child.stderr.on('data', (chunk) => {
        stderr += chunk;
      });
      child.stdout.resume();
      const ended = once(child, 'close');
      await pipeline(Readable.from(lines), child.stdin);
      const [code] = await ended;
      expect(stderr, stderr.slice(-500)).toMatch(/peak \d+$/u);
      expect(code).toBe(0);
      return Number(/peak (\d+)$/u.exec(stderr)?.[1]) / 1024;
    };
    try {
      const importing = await measured(['import', '-'], linesOf(count));
      expect(await test.store.requests.count({}, Date.now(), 100_000)).toBe(count);
      return { importing, exporting: await measured(['export', '--out', '-']) };
    } finally {
      await test.cleanup();
    }
  }
  function* linesOf(count: number): Generator<string> {
    yield jsonLines([sellerLine]);
    for (let n = 0; n < count; n += 1) yield jsonLines([input({ externalId: `old-${n}`, respondBy: soon })]);
  }

  it('does not grow with the number of lines: 9,000 fit into a heap of 64 MB', { timeout: 600_000 }, async () => {
    const few = await peaks(3_000);
    const many = await peaks(9_000);
    expect(many.importing).toBeLessThan(few.importing + 50);
    expect(many.exporting).toBeLessThan(few.exporting + 50);
  });
});
