/** A dry run over MongoDB makes no collection and no index, in a database that is not there as in one that is. */
import { randomBytes } from 'node:crypto';
import mongoose, { type mongo } from 'mongoose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { jsonLines } from '../support/import-scene.ts';
import { mongoServer } from '../support/mongo-server.ts';
import { startCommand } from '../support/parley-command.ts';
import { silent } from '../support/stores.ts';
import { input, shop } from '../support/world.ts';

const soon = new Date(Date.now() + 48 * 3_600_000).toISOString();
const LINES = jsonLines([{ kind: 'seller', seller: shop() }, input({ externalId: 'old-1', respondBy: soon })]);

let url: string;
let connection: mongoose.Connection;
beforeEach(async () => {
  const server = new URL(mongoServer ?? '');
  server.pathname = `/parley_dry_${randomBytes(6).toString('hex')}`;
  url = server.toString();
  connection = await mongoose.createConnection(url).asPromise();
});
afterEach(async () => {
  await connection.dropDatabase();
  await connection.close();
});

const database = () => connection.db as mongo.Db;
const collections = async () => (await database().listCollections().toArray()).map(({ name }) => name).sort();
async function dryRun() {
  const run = startCommand(['import', '-', '--dry-run'], { cwd: '/', env: { DATABASE_URL: url } });
  run.stdin.end(LINES);
  return run.ended;
}

it('in a database that is not there', async () => {
  expect((await dryRun()).stdout).toMatch(/^Would import 1 seller, 1 opened request, in/u);
  expect(await collections()).toEqual([]);
});

it('in one that lacks what this version adds', async () => {
  const store = await openStore(url, silent);
  await store.directory.putSeller(shop());
  await store.close();
  await database().collection('requests').dropIndexes();
  const before = await collections();
  expect((await dryRun()).stdout).toMatch(/^Would import 1 opened request, in/u);
  expect(await collections()).toEqual(before);
  expect(await database().collection('requests').indexes()).toHaveLength(1);
});
