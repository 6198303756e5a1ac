/** Pictures are read in a process beside the server's, whatever becomes of it. */
import { describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../src/application/ports/store.ts';
import { type ApartOptions, createApart } from '../../src/pictures/apart.ts';
import { eventually } from '../support/eventually.ts';

const MOODY = new URL('../support/moody-reader.mjs', import.meta.url);

function apart(options: Partial<ApartOptions> = {}) {
  const ended: string[] = [];
  const read = createApart({ program: MOODY, onEnded: ({ message }) => ended.push(message), ...options });
  const detailOf = async (asked: string): Promise<string> => {
    const answer = await read(Buffer.from(asked));
    if (!('code' in answer)) throw new Error('it was read');
    return answer.detail;
  };
  const selfOf = async (): Promise<{ pid: number; environment: string[] }> => JSON.parse(await detailOf('tell'));
  return { ended, read, detailOf, selfOf };
}
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('A process that reads pictures', () => {
  it("reads one after another, and knows none of the service's secrets", async () => {
    process.env.PARLEY_SECRET = 'a-secret-of-the-service-0123456789';
    try {
      const { selfOf } = apart();
      const [first, second] = [await selfOf(), await selfOf()];
      expect(first.pid).not.toBe(process.pid);
      expect(second.pid).toBe(first.pid);
      expect(first.environment.filter((name) => !/^(PATH|LD_LIBRARY_PATH|NODE_|TMPDIR|MALLOC_)/u.test(name))).toEqual(
        [],
      );
    } finally {
      delete process.env.PARLEY_SECRET;
    }
  });

  it('that one picture ends: that one is refused, whatever it held beside it is read', async () => {
    const { ended, detailOf, selfOf } = apart();
    const before = await selfOf();
    const [bad, ...good] = await Promise.all([detailOf('end'), selfOf(), selfOf()]);
    expect(bad).toBe(
      'The picture cannot be read. Whatever reads it ends. Open it on your device and send it again as a JPEG.',
    );
    for (const { pid } of good) expect(pid).toBeGreaterThan(0);
    expect(ended[0]).toBe('The process that reads pictures ended: code 3.');
    expect((await selfOf()).pid).not.toBe(before.pid);
  });

  it('that one picture keeps for too long is ended, and the picture refused', async () => {
    const { ended, detailOf, selfOf } = apart({ withinMs: 100 });
    expect(await detailOf('hang')).toBe(
      'The picture cannot be read. It took too long to read. Send it smaller, or as another JPEG.',
    );
    expect(ended).toEqual(['The process that reads pictures ended: SIGKILL.']);
    expect((await selfOf()).pid).toBeGreaterThan(0);
  });

  it('that was killed is followed by another one', async () => {
    const { selfOf } = apart();
    const { pid } = await selfOf();
    process.kill(pid, 'SIGKILL');
    await eventually('it is gone', () => expect(isAlive(pid)).toBe(false));
    expect((await selfOf()).pid).not.toBe(pid);
  });

  it('ends when no picture has come for a while', async () => {
    const { selfOf } = apart({ idleMs: 1 });
    const { pid } = await selfOf();
    await eventually('it is gone', () => expect(isAlive(pid)).toBe(false));
    expect((await selfOf()).pid).not.toBe(pid);
  });

  it("that does not start is nobody's bad picture: try again later", async () => {
    const { read, ended } = apart({ program: new URL('../support/no-such-program.mjs', import.meta.url) });
    await expect(read(Buffer.from('tell'))).rejects.toThrow(StorageUnavailable);
    expect(ended).toEqual([]);
  });
});
