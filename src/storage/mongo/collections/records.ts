/** The small collections: what integrators declare, what is answered under a key, who serves. */
import { collection, type DocumentOf, maybe, number, text, value } from './declare.ts';

/** A seller, by its id, or a policy, by its market. */
const entry = { _id: text, entry: text } as const;
export const sellers = collection('sellers', { fields: entry });
export const policies = collection('policies', { fields: entry });
export type EntryDocument = DocumentOf<typeof sellers>;

/** The one record that is written to see whether the database takes writes. */
export const probes = collection('probes', { fields: { _id: text, written: number } });

export const idempotency = collection('idempotency', {
  fields: {
    _id: text,
    bodyHash: text,
    commandId: text,
    claimedAt: number,
    response: value<{ status: number; body: string; contentType: string } | null>(),
    /** Names the claim, so that a claimer can tell its own record from a rival's. */
    claim: text,
    /** The request or the conversation that the answer tells of. */
    about: maybe(String),
  },
  indexes: [[{ claimedAt: 1 }], [{ about: 1, _id: 1 }, { partialFilterExpression: { about: { $exists: true } } }]],
});
export type IdempotencyDocument = DocumentOf<typeof idempotency>;

/** A process that serves; `at` is when it last beat, for clearing away. */
export const instances = collection('instances', {
  fields: {
    _id: text,
    beats: number,
    at: number,
    /** Absent where it is of a version that knows no collection of external ids. */
    namesRequests: maybe(Boolean),
    /** Absent where it is of a version that keeps what is owed in a collection for each kind. */
    sharesWork: maybe(Boolean),
  },
});
