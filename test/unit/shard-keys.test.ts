/** Every collection can be sharded: its unique indexes begin with the key by which it is, and OPERATING says how. */
import { readFile } from 'node:fs/promises';
import { type Connection, Schema } from 'mongoose';
import { describe, expect, it } from 'vitest';
import { collectionsOf } from '../../src/storage/mongo/collections/collections.ts';
import { shardedBy } from '../../src/storage/mongo/collections/declare.ts';
import { declared, shardKeyOf, unshardable } from '../support/sharding.ts';

/** Names only. */
function used(): string[] {
  const names: string[] = [];
  const model = (_: string, schema: Schema, name: string) => ({ schema, collection: { name } });
  const db = { collection: (name: string) => names.push(name) };
  collectionsOf({ model, db } as unknown as Connection);
  return names;
}

describe('The collections', () => {
  it('are all declared', () => {
    expect(used().sort()).toEqual(
      declared()
        .map(({ name }) => name)
        .sort(),
    );
  });

  it('have a shard key each, with which all that is unique in them begins', () => {
    expect(unshardable(declared())).toEqual([]);
  });

  it('a unique index that a sharded collection cannot have is found', () => {
    const fields = { _id: String, team: String, seq: Number };
    const planted = (options: object) => new Schema(fields, options).index({ seq: 1, team: 1 }, { unique: true });
    expect(
      unshardable([
        { name: 'none', schema: planted({}) },
        { name: 'by id', schema: planted(shardedBy({ _id: 'hashed' })) },
        { name: 'second', schema: planted(shardedBy({ team: 1 })) },
        { name: 'first', schema: planted(shardedBy({ seq: 1 })) },
        { name: 'not unique', schema: new Schema(fields, shardedBy({ team: 1 })).index({ seq: 1 }) },
      ]),
    ).toEqual([
      'none has no shard key',
      'by id is unique by seq,team, which does not begin with its shard key _id',
      'second is unique by seq,team, which does not begin with its shard key team',
    ]);
  });

  it('are sharded by OPERATING as they are declared, each or said to be small', async () => {
    const operating = await readFile(new URL('../../docs/OPERATING.md', import.meta.url), 'utf8');
    const section = operating.split('### Shard keys')[1]?.split('\n## ')[0] ?? '';
    const commands = new Map(
      [...section.matchAll(/sh\.shardCollection\("parley\.([\w.]+)", (\{.*?\})\)/gu)].map(([, name = '', key]) => [
        name,
        key,
      ]),
    );
    const small = new Set([...section.matchAll(/`(\w+)`/gu)].map(([, name = '']) => name));
    for (const collection of declared()) {
      const key = Object.entries(shardKeyOf(collection) ?? {}).map(([field, by]) => `${field}: ${JSON.stringify(by)}`);
      const command = commands.get(collection.name);
      if (command) expect(command, collection.name).toBe(`{ ${key.join(', ')} }`);
      else expect(small, collection.name).toContain(collection.name);
    }
    expect(declared().map(({ name }) => name)).toEqual(expect.arrayContaining([...commands.keys()]));
  });
});
