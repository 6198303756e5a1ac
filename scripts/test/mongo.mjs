/** Finds a MongoDB for the tests, or answers why there is none and how to get one. */

const MIRROR = 'https://fastdl.mongodb.org';
const LOCAL = 'mongodb://127.0.0.1:27017';
/** Whether there is a network is known within this. */
const NETWORK_WITHIN_MS = 8_000;
const DOWNLOAD_WITHIN_MS = 300_000;
const HOW_TO_GET_MONGO =
  'start one (docker run -p 27017:27017 mongo), or set PARLEY_TEST_MONGO_URL; with a network it is fetched by itself';

const nothing = async () => {};

/** Whether a MongoDB answers there; whatever else listens on its port is none. */
async function answersAsMongo(url) {
  const { createConnection } = await import('mongoose');
  const connection = createConnection();
  try {
    await connection.openUri(url, { serverSelectionTimeoutMS: 2_000, connectTimeoutMS: 2_000 });
    await connection.db.command({ ping: 1 });
    return true;
  } catch {
    return false;
  } finally {
    await connection.close().catch(nothing);
  }
}

async function hasNetwork() {
  try {
    await fetch(MIRROR, { method: 'HEAD', signal: AbortSignal.timeout(NETWORK_WITHIN_MS) });
    return true;
  } catch {
    return false;
  }
}

/** A mongod that was downloaded before, or is downloaded now → `{ url, stop }`, or `{ why }`. */
async function ownMongo() {
  const { MongoBinary, MongoMemoryServer } = await import('mongodb-memory-server');
  process.env.MONGOMS_RUNTIME_DOWNLOAD = 'false';
  const isThere = await MongoBinary.getPath().then(
    () => true,
    () => false,
  );
  if (!isThere && !(await hasNetwork())) return { why: `no MongoDB, and no network to fetch one: ${HOW_TO_GET_MONGO}` };
  process.env.MONGOMS_RUNTIME_DOWNLOAD = 'true';
  if (!isThere) console.log('test: fetching a MongoDB server, once');
  let timer;
  const tooLong = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error('the download took too long')), DOWNLOAD_WITHIN_MS);
  });
  try {
    const server = await Promise.race([MongoMemoryServer.create(), tooLong]);
    return { url: server.getUri().replace(/\/$/u, ''), stop: () => server.stop() };
  } catch (error) {
    return { why: `no MongoDB, and none could be fetched (${error.message.split('\n', 1)[0]}): ${HOW_TO_GET_MONGO}` };
  } finally {
    clearTimeout(timer);
  }
}

/** `PARLEY_TEST_MONGO_URL`, a server on this machine, or one of our own → `{ url, stop }`, or `{ why }`. */
export async function findMongo() {
  const given = process.env.PARLEY_TEST_MONGO_URL;
  for (const url of given ? [given] : [LOCAL]) if (await answersAsMongo(url)) return { url, stop: nothing };
  return given ? { why: `nothing answers as MongoDB at PARLEY_TEST_MONGO_URL (${given})` } : ownMongo();
}
