/** A SQLite file is for one server: the second one does not start, whatever became of the first one frees the file. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { freePort } from '../support/free-port.ts';
import { launchServer, type ServerProcess, startServer } from '../support/load/server.ts';
import { silent } from '../support/stores.ts';

describe('A server on a SQLite file', () => {
  let folder: string;
  let file: string;
  let servers: ServerProcess[];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-one-server-'));
    file = join(folder, 'parley.db');
    servers = [];
  });
  afterEach(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await rm(folder, { recursive: true, force: true });
  });

  async function start(path = file): Promise<ServerProcess> {
    const server = await startServer(await freePort(), `sqlite:${path}`);
    servers.push(server);
    return server;
  }

  async function isRefused(path = file): Promise<void> {
    const second = launchServer(await freePort(), `sqlite:${path}`);
    servers.push(second);
    await expect(second.ready).rejects.toThrow(
      `the server ended with 1:\nparley: DATABASE_URL cannot be opened: another Parley server is using ${path}. ` +
        'SQLite is for one server: stop the other one, or use MongoDB for several.\n',
    );
    expect(second.output().trim().split('\n')).toHaveLength(1);
  }

  it('keeps a second one out, by whatever name that has the file', async () => {
    await start();
    await isRefused();
    const link = join(folder, 'link.db');
    await symlink(file, link);
    await isRefused(link);
  });

  it('frees the file when it is killed, and when it stops', async () => {
    const killed = await start();
    await killed.kill();
    const stopped = await start();
    expect(await stopped.stop()).toBe(0);
    await start();
  });
});

describe('A store for a server', () => {
  const serving = { ...silent, forServer: true };
  let folder: string;
  let url: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-one-store-'));
    url = `sqlite:${join(folder, 'parley.db')}`;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is opened once, in this process too, until it is closed', async () => {
    const first = await openStore(url, serving);
    await expect(openStore(url, serving)).rejects.toThrow(/another Parley server is using .*parley\.db/u);
    await first.close();
    await (await openStore(url, serving)).close();
  });

  it('has tools beside it, whichever came first', async () => {
    const before = await openStore(url, silent);
    const store = await openStore(url, serving);
    const after = await openStore(url, silent);
    for (const tool of [before, after]) await tool.directory.policy('TH');
    await Promise.all([before, store, after].map((one) => one.close()));
  });

  it('waits a moment for one that is about to stop', async () => {
    const leaving = await openStore(url, serving);
    const next = openStore(url, serving);
    await leaving.close();
    await (await next).close();
  });

  it('in memory is anybody’s', async () => {
    const stores = [await openStore('sqlite::memory:', serving), await openStore('sqlite::memory:', serving)];
    await Promise.all(stores.map((store) => store.close()));
  });
});
