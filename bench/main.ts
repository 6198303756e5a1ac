/**
 * Runs the measurements and prints each figure of Parley's as a ratio to its bare baseline, taken in the same run on
 * the same machine and storage. Arguments narrow the run: names of measurements (accept,
 * card, cluster, connections, crowd, moving, photos, slack, sweep) and of storages (sqlite, mongo).
 */
import { cpus, totalmem } from 'node:os';
import { measureAccept } from './accept.ts';
import { measureCards } from './cards.ts';
import { measureCluster } from './cluster.ts';
import { measureConnections } from './connections.ts';
import { measureCrowd } from './crowd.ts';
import { type Figure, tableOf } from './figures.ts';
import { measureMoving } from './moving.ts';
import { measurePhotos } from './photos.ts';
import { measureSlack } from './slack.ts';
import { hasMongo, type StorageName } from './storages.ts';
import { measureSweep } from './sweep.ts';

const MEASUREMENTS: Record<string, (storage: StorageName) => Promise<Figure[]>> = {
  accept: measureAccept,
  card: measureCards,
  cluster: measureCluster,
  connections: measureConnections,
  crowd: measureCrowd,
  moving: measureMoving,
  photos: measurePhotos,
  slack: measureSlack,
  sweep: measureSweep,
};
const STORAGES: Record<string, StorageName> = { sqlite: 'SQLite', mongo: 'MongoDB' };

const args = process.argv.slice(2);
const unknown = args.filter((arg) => !(arg in MEASUREMENTS) && !(arg in STORAGES));
if (unknown.length > 0) {
  const known = [...Object.keys(MEASUREMENTS), ...Object.keys(STORAGES)].join(', ');
  throw new Error(`There is no measurement or storage "${unknown[0]}"; there are ${known}.`);
}
const chosen = <T>(all: Record<string, T>): T[] => {
  const named = Object.entries(all).filter(([name]) => args.includes(name));
  return (named.length > 0 ? named : Object.entries(all)).map(([, value]) => value);
};

const machine = {
  processor: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};

const figures: Figure[] = [];
for (const storage of chosen(STORAGES)) {
  if (storage === 'MongoDB' && !(await hasMongo())) {
    console.error('bench: no MongoDB server answers, so nothing is measured on it (PARLEY_TEST_MONGO_URL).');
    continue;
  }
  for (const measure of chosen(MEASUREMENTS)) {
    const found = await measure(storage);
    figures.push(...found);
    console.log(`${tableOf(found)}\n`);
  }
}

console.log(`${machine.processor}, ${machine.memoryGiB} GiB, Node ${machine.node}\n\n${tableOf(figures)}`);
process.exit(0);
