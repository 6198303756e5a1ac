/** A real server has its pictures read by a process beside it, which can end without it and does not outlive it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { Client, newTally } from '../support/load/client.ts';
import { newPlace } from '../support/load/load.ts';
import { declareShop, Play } from '../support/load/negotiations.ts';
import { API_KEY, type ServerProcess, startServer } from '../support/load/server.ts';
import { photo } from '../support/photos.ts';

/** The processes that this one started: by Linux itself, which a small machine has without `ps`. */
function childrenOf(pid: number): number[] {
  const known = `/proc/${pid}/task/${pid}/children`;
  if (existsSync(known)) return readFileSync(known, 'utf8').split(' ').filter(Boolean).map(Number);
  const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const rows = all.map((row) => row.trim().split(/\s+/u).map(Number));
  return rows.flatMap(([id = 0, parent]) => (parent === pid ? [id] : []));
}

describe('A server to which pictures are sent', () => {
  let folder: string;
  let server: ServerProcess;
  let baseUrl: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-picture-process-'));
    const port = await freePort();
    baseUrl = `http://127.0.0.1:${port}`;
    server = await startServer(port, `sqlite:${join(folder, 'parley.db')}`);
  });
  afterEach(async () => {
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('has them read by a process that may die, and that dies with it', async () => {
    const client = new Client({ baseUrls: [baseUrl], tally: newTally() });
    await declareShop(client);
    const { buyerId, conversationId } = newPlace();
    await Play.open(client, 'sends photos', { buyerId, conversationId });
    const bytes = new Uint8Array(await photo());
    const send = async (): Promise<number> => {
      const response = await fetch(`${baseUrl}/v1/conversations/${conversationId}/attachments`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${API_KEY}`,
          'content-type': 'image/jpeg',
          'parley-actor': `buyer:${buyerId}`,
        },
        body: bytes,
      });
      return response.status;
    };
    expect(childrenOf(server.pid)).toEqual([]);
    expect(await send()).toBe(201);
    const [reader = 0, ...others] = childrenOf(server.pid);
    expect(others).toEqual([]);

    process.kill(reader, 'SIGKILL');
    expect(await send()).toBe(201);
    await eventually('it is gone', () => expect(childrenOf(server.pid)).not.toContain(reader));
    // The picture that it had in its hands was read by a process of its own, which is gone, too.
    expect(await send()).toBe(201);
    const next = await eventually('one is left', () => {
      const all = childrenOf(server.pid);
      expect(all).toHaveLength(1);
      return all[0] ?? 0;
    });

    await server.kill();
    await eventually('it is gone too', () => expect(() => process.kill(next, 0)).toThrow(/ESRCH/u));
  });
});
