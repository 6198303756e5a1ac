/** Three real processes on one MongoDB and one Redis, behind nginx: as docker compose runs them. */
import { expect } from 'vitest';
import type { Store } from '../../src/application/ports/store.ts';
import { HOUR } from '../support/builders.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { type Database, databases } from '../support/load/databases.ts';
import { onlookerOf } from '../support/load/onlooker.ts';
import { type ServerProcess, startServer } from '../support/load/server.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { type RedisServer, redisServer } from '../support/redis-server.ts';

export interface Cluster {
  /** nginx's address. */
  url: string;
  /** The instances' own addresses. */
  urls: string[];
  databaseUrl: string;
  redis: RedisServer;
  /** SIGKILL, and another life on the same port. */
  kill(index: number): Promise<void>;
  /** SIGTERM, and another life when the exit was clean; answers its exit code. */
  restart(index: number): Promise<number | null>;
  /** Looks into the database beside the processes. */
  look<T>(use: (store: Store) => Promise<T>): Promise<T>;
  /** Resolves when nothing is owed any more, whoever holds a lease. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const COUNT = 3;

export async function startCluster(env: Record<string, string> = {}): Promise<Cluster> {
  const [mongo] = databases();
  if (!mongo) throw new Error('no storage: run this leg by npm test -- cluster');
  const database: Database = await mongo.create();
  const redis = await redisServer();
  await redis.start();
  const ports: number[] = [];
  for (let n = 0; n < COUNT; n += 1) ports.push(await freePort());
  const variables = { TRUST_PROXY: '1', REDIS_URL: redis.url, ...env };
  const start = (port: number): Promise<ServerProcess> => startServer(port, database.url, variables);
  const servers = await Promise.all(ports.map(start));
  const nginx: Nginx = await startNginx(ports);
  const at = (index: number): { server: ServerProcess; port: number } => {
    const [server, port] = [servers[index], ports[index]];
    if (!server || !port) throw new Error(`there is no instance ${index}`);
    return { server, port };
  };
  const onlooker = onlookerOf(database.url);
  const { look } = onlooker;
  return {
    url: nginx.url,
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
    databaseUrl: database.url,
    redis,
    async kill(index) {
      const { server, port } = at(index);
      await server.kill();
      servers[index] = await start(port);
    },
    async restart(index) {
      const { server, port } = at(index);
      const code = await server.stop();
      servers[index] = await start(port);
      return code;
    },
    look,
    settled: () =>
      look((store) =>
        eventually('nothing is owed', async () => {
          expect(await store.requests.owed(Date.now() + HOUR, 1_000)).toEqual([]);
        }),
      ),
    async close() {
      await Promise.all(servers.map((server) => server.kill()));
      await nginx.stop();
      await redis.kill();
      await onlooker.close();
      await database.remove();
    },
  };
}
