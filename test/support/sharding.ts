/** What MongoDB asks of a sharded collection, which no server of the tests is. */
import { createConnection, type Schema } from 'mongoose';
import { modelsOf } from '../../src/storage/mongo/collections/collections.ts';

/** Its fields in order, each 1 or 'hashed'. */
export type ShardKey = Record<string, 1 | 'hashed'>;
export interface Sharded {
  name: string;
  schema: Schema;
}

/** Every collection, as it is declared. No server is asked. */
export const declared = (): Sharded[] =>
  modelsOf(createConnection()).map(({ collection, schema }) => ({ name: collection.name, schema: schema as Schema }));

export const shardKeyOf = ({ schema }: Sharded): ShardKey | undefined => schema.get('shardKey') as ShardKey | undefined;

/** Why collections cannot be sharded as they are declared. */
export function unshardable(collections: Sharded[]): string[] {
  return collections.flatMap((collection) => {
    const { name, schema } = collection;
    const key = shardKeyOf(collection);
    if (!key) return [`${name} has no shard key`];
    const unique = schema.indexes().flatMap(([fields, { unique }]) => (unique ? [Object.keys(fields)] : []));
    return unique
      .filter((fields) => !Object.keys(key).every((field, n) => fields[n] === field))
      .map((fields) => `${name} is unique by ${fields}, which does not begin with its shard key ${Object.keys(key)}`);
  });
}
