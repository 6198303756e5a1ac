/** Two servers sweep and relay one database at once. Commits and leases decide; nothing happens twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestView } from '../../src/contract/request.ts';
import { checkAll, readConversation } from './checks.ts';
import { Client, newTally } from './client.ts';
import { type Database, databases } from './databases.ts';
import { newPlace, openSilent } from './load.ts';
import { type Negotiation, Play, SHOP } from './negotiations.ts';
import { freePort, type ServerProcess, startServer } from './server.ts';

const EACH = 20;

let servers: ServerProcess[] = [];
let database: Database | undefined;

afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await database?.remove();
  servers = [];
  database = undefined;
});

/** An offer that nobody answers: it expires, and the request is handed back. */
async function playExpiry(client: Client): Promise<Negotiation> {
  const play = await Play.open(client, 'silent buyer', newPlace());
  await play.offer(50);
  const { requestId } = play.negotiation;
  for (;;) {
    const view = (await client.get<RequestView>(`/v1/requests/${requestId}`)).body;
    if (view.status === 'awaiting_seller' && view.offers.length > 0) break;
    await sleep(100);
  }
  play.expect('offer.expired', 'platform');
  play.expect('request.handed_back', 'platform', { cause: 'expired' });
  return play.negotiation;
}

/** The relay tells a moment after the commit; waits until the last conversation has it all. */
async function untilTold(client: Client, negotiations: Negotiation[]): Promise<void> {
  const giveUpAt = Date.now() + 30_000;
  for (const { conversationId, script } of negotiations) {
    const closing = script === 'silent buyer' ? 'handed back' : 'approved';
    const awaited = script === 'silent buyer' ? 3 : 2;
    while ((await readConversation(client, conversationId)).messages.length < awaited) {
      if (Date.now() > giveUpAt) throw new Error(`${conversationId} was not told that the request was ${closing}`);
      await sleep(50);
    }
  }
}

describe.each(databases())('Two processes on one database, on $name', ({ create }) => {
  it('let each deadline act exactly once and tell each card exactly once', async () => {
    database = await create();
    const { url } = database;
    const ports = [await freePort(), await freePort()];
    servers = await Promise.all(ports.map((port) => startServer(port, url)));
    const tally = newTally();
    const client = new Client({ baseUrls: ports.map((port) => `http://127.0.0.1:${port}`), tally });
    const declared = await client.put(`/v1/sellers/${SHOP}`, {
      name: 'Shop with two servers',
      market: 'TH',
      zone: 'Asia/Bangkok',
      policy: { offerExpires: { value: 2, unit: 'second' }, maxOffers: 2 },
    });
    expect(declared.status).toBe(200);

    const dueTogether = Date.now() + 2_500;
    const negotiations = await Promise.all(
      Array.from({ length: EACH }, () => [
        openSilent(client, dueTogether - Date.now()).then((untilApproved) => untilApproved()),
        playExpiry(client),
      ]).flat(),
    );
    await untilTold(client, negotiations);

    expect(tally.failures).toEqual([]);
    expect(await checkAll(client, negotiations)).toEqual([]);
  });
});
