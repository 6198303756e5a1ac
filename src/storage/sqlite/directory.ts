/** Sellers and policies: small documents, read by key. */
import type { Database } from 'better-sqlite3';
import type { DirectoryStore } from '../../application/ports/directory.ts';
import { read } from './errors.ts';
import type { WriteQueue } from './write-queue.ts';

export function sqliteDirectory(db: Database, writes: WriteQueue): DirectoryStore {
  const getSeller = db.prepare<[string], string>('SELECT seller FROM seller WHERE id = ?').pluck();
  const putSeller = db.prepare<[string, string]>(
    'INSERT INTO seller (id, seller) VALUES (?, ?) ON CONFLICT DO UPDATE SET seller = excluded.seller',
  );
  const swapSeller = db.prepare<[string, string, string]>('UPDATE seller SET seller = ? WHERE id = ? AND seller = ?');
  const getPolicy = db.prepare<[string], string>('SELECT policy FROM policy WHERE market = ?').pluck();
  const putPolicy = db.prepare<[string, string]>(
    'INSERT INTO policy (market, policy) VALUES (?, ?) ON CONFLICT DO UPDATE SET policy = excluded.policy',
  );
  const swapPolicy = db.prepare<[string, string, string]>(
    'UPDATE policy SET policy = ? WHERE market = ? AND policy = ?',
  );
  const scanSellers = db
    .prepare<[string, number], string>('SELECT seller FROM seller WHERE id > ? ORDER BY id LIMIT ?')
    .pluck();
  const policies = db.prepare<[], string>('SELECT policy FROM policy ORDER BY market').pluck();
  const parsed = (text: string | undefined) => (text === undefined ? null : JSON.parse(text));
  return {
    seller: (id) => read(() => parsed(getSeller.get(id))),
    sellers: (ids) =>
      read(() => [...new Set(ids)].flatMap((id) => getSeller.get(id) ?? []).map((text) => JSON.parse(text))),
    putSeller: (seller) => writes.add(() => void putSeller.run(seller.id, JSON.stringify(seller))),
    swapSeller: (before, after) =>
      writes.add(() => swapSeller.run(JSON.stringify(after), before.id, JSON.stringify(before)).changes === 1),
    policy: (market) => read(() => parsed(getPolicy.get(market))),
    putPolicy: (policy) => writes.add(() => void putPolicy.run(policy.market, JSON.stringify(policy))),
    swapPolicy: (before, after) =>
      writes.add(() => swapPolicy.run(JSON.stringify(after), before.market, JSON.stringify(before)).changes === 1),
    scanSellers: (afterId, limit) => read(() => scanSellers.all(afterId, limit).map((text) => JSON.parse(text))),
    policies: () => read(() => policies.all().map((text) => JSON.parse(text))),
  };
}
