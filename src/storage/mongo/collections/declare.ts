/**
 * How a collection is declared, once: its fields become mongoose's schema, the type of its documents, its indexes and
 * its shard key.
 *
 * What callers shape freely (a request's state, events, message bodies, sellers) is stored as JSON text: any key, such
 * as `$set`, `a.b` or `__proto__` in an integrator's metadata, survives on any MongoDB, and what is read is exactly
 * what was written. Everything that is queried stands beside it as a field of its own, times as milliseconds since the
 * epoch so that they can be indexed and compared.
 */
import { type IndexDefinition, type IndexOptions, type InferRawDocType, Schema, type SchemaDefinition } from 'mongoose';

/** Indexes are made by `createIndexes` before the storage is used; nothing else is mongoose's to do. */
const MANUAL = { autoIndex: false, autoCreate: false, versionKey: false } as const;

type ShardKey = Record<string, 1 | 'hashed'>;

/**
 * A schema's options, with the key by which the collection is sharded where it is (docs/OPERATING.md). Whatever is unique
 * is unique within a shard alone, so every unique index begins with that key; so does the filter of whatever is written by
 * another key than `_id`.
 */
export const shardedBy = (shardKey: ShardKey) => ({ ...MANUAL, shardKey });

/** Says what TypeScript sees in a field where the database knows less of it. */
const seenAs =
  <T>() =>
  <Field extends object>(field: Field) =>
    field as Field & { __rawDocTypeHint: T };
/** A field that is always there, though it may be null: the schema would say "required", which null is not. */
const orNull = <T>(type: StringConstructor | NumberConstructor) =>
  ({ type }) as unknown as { type: typeof type; required: true; __rawDocTypeHint: T | null };

export const text = { type: String, required: true } as const;
export const number = { type: Number, required: true } as const;
export const flag = { type: Boolean, required: true } as const;
export const textOrNull = orNull<string>(String);
export const numberOrNull = orNull<number>(Number);
/** Absent where there is none: `maybe(String)`. */
export const maybe = <Type>(type: Type) => ({ type, allowNull: false }) as const;
/** Absent or null where there is none. */
export const maybeNull = <Type>(type: Type) => ({ type }) as const;
/** One of a few words. */
export const oneOf = <Word extends string>() => seenAs<Word>()(text);
export const maybeOneOf = <Word extends string>() => seenAs<Word>()(maybe(String));
export const listOf = <Type>(type: Type) => ({ type: [type], required: true }) as const;
/** A value of this type as it is. */
export const value = <T>() => seenAs<T>()({ type: Schema.Types.Mixed, required: true } as const);
export const maybeValue = <T>() => seenAs<T>()({ type: Schema.Types.Mixed, allowNull: false } as const);

export interface Collection<Fields> {
  name: string;
  schema: Schema;
  /** For its type alone. */
  fields: Fields;
}
/** The documents that fields are stored in. Where there is an `_id`, the fields name it. */
export type Stored<Fields> = InferRawDocType<Fields, { _id: false; typeKey: 'type' }>;
export type DocumentOf<Declared> = Declared extends Collection<infer Fields> ? Stored<Fields> : never;

export function collection<const Fields extends SchemaDefinition>(
  name: string,
  declared: {
    fields: Fields;
    /** By `_id` where none is given: most are found by it. */
    shardKey?: ShardKey;
    indexes?: readonly [IndexDefinition, IndexOptions?][];
  },
): Collection<Fields> {
  const { fields, shardKey = { _id: 'hashed' }, indexes = [] } = declared;
  const schema: Schema = new Schema(fields as SchemaDefinition, shardedBy(shardKey));
  for (const [keys, options = {}] of indexes) schema.index(keys, options);
  return { name, schema, fields };
}
