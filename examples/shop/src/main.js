/** Starts the shop beside a running Parley. Configuration comes from the environment; see README.md. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isProblem } from '@parley/client';
import { untilReady } from './connect.js';
import { ORDERS } from './orders.js';
import { openPayments } from './payments.js';
import { createShopServer } from './server.js';
import { openShop } from './shop.js';

const { PARLEY_URL = 'http://127.0.0.1:3000', PARLEY_API_KEY = 'shop-platform-key', PORT = '4000' } = process.env;
const { DATA_DIR = './data' } = process.env;
const SHOP_URL = (process.env.SHOP_URL ?? `http://127.0.0.1:${PORT}`).replace(/\/+$/u, '');
const AGAIN_MS = 5_000;
const RECONCILE_MS = 10 * 60_000;

/** @param {string} line */
const say = (line) => void process.stdout.write(`shop: ${line}\n`);
/** @param {unknown} error @param {string} what */
const trouble = (error, what) => say(`${what}: ${error instanceof Error ? error.message : error}. It is tried again.`);

/** @type {NodeJS.Timeout | undefined} */
let again;
async function work() {
  clearTimeout(again);
  const left = await shop.work();
  if (left > 0) again = setTimeout(work, AGAIN_MS);
}

/** A page must not hang while Parley is away, and what must not be lost is in the ledger: so it is not patient. */
const parley = { baseUrl: PARLEY_URL, apiKey: PARLEY_API_KEY, retries: 1, timeoutMs: 5_000 };
const payments = await openPayments(join(DATA_DIR, 'payments.jsonl'));
const shop = await openShop({
  parley,
  url: SHOP_URL,
  dataDir: DATA_DIR,
  orders: ORDERS,
  payments,
  onTrouble: trouble,
  onWork: () => void work(),
});

// It listens first: Parley may post as soon as it knows where.
const server = createShopServer(shop, { parleyUrl: PARLEY_URL, url: SHOP_URL, onError: (error) => say(String(error)) });
server.once('error', (/** @type {Error} */ error) => stop(`cannot listen on port ${PORT}: ${error.message}`));
// The admin page has no login: this machine only.
server.listen(Number(PORT), '127.0.0.1');

await untilReady(shop.parley, say, () => pause(1_000));
for (;;) {
  try {
    await shop.connect();
    await shop.reconcile();
    break;
  } catch (error) {
    if (isProblem(error, 'unauthenticated', 'forbidden'))
      stop('Parley does not take PARLEY_API_KEY: it must be one of the keys that Parley was started with');
    if (isProblem(error, 'url_not_allowed')) {
      stop(`Parley does not post to ${SHOP_URL}: start it with WEBHOOK_ALLOW_PRIVATE=1, or give a public SHOP_URL`);
    }
    if (isProblem(error) && error.status < 500) stop(error.message);
    trouble(error, 'connecting');
    await pause(1_000);
  }
}
setInterval(() => shop.reconcile().catch((error) => trouble(error, 'reconciling')), RECONCILE_MS).unref();
say(`ready: orders at ${SHOP_URL}, staff at ${SHOP_URL}/admin, Parley at ${PARLEY_URL}`);

/** @param {string} why @returns {never} */
function stop(why) {
  process.stderr.write(`shop: ${why}.\n`);
  process.exit(1);
}

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    server.close(async () => {
      await shop.close();
      await payments.close();
      process.exit(0);
    });
    server.closeAllConnections();
  });
}
