/** Whether there is a MongoDB server to test on, and where. */
import { createConnection } from 'node:net';

const LOCAL_MONGO = { host: '127.0.0.1', port: 27017 };

function answers({ host, port }: typeof LOCAL_MONGO): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host, port, timeout: 1000 });
    const done = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
    socket.once('timeout', () => done(false));
  });
}

/**
 * The MongoDB server of the tests: `PARLEY_TEST_MONGO_URL`, else one that listens on this machine, else null. Found
 * when the file is loaded, because vitest must know the legs before any test runs.
 */
export const mongoServer: string | null =
  process.env.PARLEY_TEST_MONGO_URL ??
  ((await answers(LOCAL_MONGO)) ? `mongodb://${LOCAL_MONGO.host}:${LOCAL_MONGO.port}` : null);
