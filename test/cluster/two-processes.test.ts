/** Two servers sweep and relay one database at once. Commits and leases decide; nothing happens twice. */
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { checkAll, readConversation } from '../support/load/checks.ts';
import { Client, newTally } from '../support/load/client.ts';
import { type Database, databases } from '../support/load/databases.ts';
import { newPlace } from '../support/load/load.ts';
import { declareShop, type Negotiation, Play } from '../support/load/negotiations.ts';
import { type ServerProcess, startServer } from '../support/load/server.ts';
import { until } from '../support/load/until.ts';

const EACH = 20;
const SILENT_SELLER = 'silent-seller';
const SILENT_BUYER = 'silent-buyer';

let servers: ServerProcess[] = [];
let database: Database | undefined;

afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database?.remove();
  servers = [];
  database = undefined;
});

/** A request that nobody answers: the platform approves it. */
async function playTimeout(client: Client): Promise<Negotiation> {
  const play = await Play.open(client, 'silent seller', newPlace(SILENT_SELLER));
  await play.untilTimeout();
  return play.negotiation;
}

/** An offer that nobody answers: it expires, and the request is handed back. */
async function playExpiry(client: Client): Promise<Negotiation> {
  const play = await Play.open(client, 'silent buyer', newPlace(SILENT_BUYER));
  await play.offer(50);
  await play.untilExpiry();
  return play.negotiation;
}

/** The relay tells a moment after the commit: the opening and the approval, or the card and the hand-back besides. */
async function untilTold(client: Client, { conversationId, script }: Negotiation): Promise<void> {
  const owed = script === 'silent buyer' ? 3 : 2;
  const told = async () => (await readConversation(client, conversationId)).messages.map(({ id }) => id);
  await until(
    `${owed} messages about the ${script}`,
    async () => expect((await told()).length, `${await told()}`).toBeGreaterThanOrEqual(owed),
    50,
  );
}

describe.each(databases())('Two processes on one database without Redis, on $name', ({ create }) => {
  it('let each deadline act exactly once and tell each card exactly once', async () => {
    database = await create();
    const { url } = database;
    const ports = [await freePort(), await freePort()];
    servers = await Promise.all(ports.map((port) => startServer(port, url)));
    const tally = newTally();
    const client = new Client({ baseUrls: ports.map((port) => `http://127.0.0.1:${port}`), tally });
    const seconds = (value: number) => ({ value, unit: 'second' });
    await declareShop(client, SILENT_SELLER, { respondBy: seconds(2) });
    await declareShop(client, SILENT_BUYER, { offerExpires: seconds(1) });

    const plays = Array.from({ length: EACH }, () => [playTimeout(client), playExpiry(client)]);
    const negotiations = await Promise.all(plays.flat());
    await Promise.all(negotiations.map((negotiation) => untilTold(client, negotiation)));

    expect(tally.failures).toEqual([]);
    expect(await checkAll(client, negotiations)).toEqual([]);
  });
});
