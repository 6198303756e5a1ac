/** Every collection there is. */
import type { Connection, IndexDefinition, IndexOptions, mongo } from 'mongoose';
import { conversations, messages, readMarks } from './chat.ts';
import type { DocumentOf } from './declare.ts';
import { attachments, fileChunks, fileHeads } from './files.ts';
import { notes, replies } from './notes.ts';
import { idempotency, instances, policies, probes, sellers } from './records.ts';
import { externalIds, requests } from './requests.ts';
import { slackCodes, slackInstallations, slackLinks } from './slack.ts';
import { webhookDeliveries, webhookEndpoints, webhookLines, webhookMessages } from './webhooks.ts';
import { work, workStatuses } from './work.ts';

const DECLARED = {
  requests,
  externalIds,
  messages,
  conversations,
  readMarks,
  sellers,
  policies,
  probes,
  idempotency,
  work,
  workStatuses,
  slackInstallations,
  slackCodes,
  slackLinks,
  instances,
  webhookEndpoints,
  webhookMessages,
  webhookDeliveries,
  webhookLines,
  attachments,
  notes,
  replies,
  fileHeads,
  fileChunks,
};
type Declared = typeof DECLARED;

/** The driver's own collections, which do what hot paths need and wrap nothing. */
export type Collections = { [Name in keyof Declared]: mongo.Collection<DocumentOf<Declared[Name]>> } & {
  createIndexes(): Promise<void>;
};

/** Registers the schemas on a connection. */
export const modelsOf = (connection: Connection) =>
  Object.values(DECLARED).map(({ name, schema }) => connection.model(name, schema, name));

export function collectionsOf(connection: Connection): Collections {
  const models = modelsOf(connection);
  const { db } = connection;
  if (!db) throw new Error('The MongoDB connection is not open.');
  const collections = Object.entries(DECLARED).map(([key, { name }]) => [key, db.collection(name)]);
  return {
    ...(Object.fromEntries(collections) as Omit<Collections, 'createIndexes'>),
    async createIndexes() {
      for (const { schema, collection } of models) {
        const indexes = schema.indexes().map(indexDescription);
        if (indexes.length > 0) await collection.createIndexes(indexes);
      }
    },
  };
}

/**
 * An index as the server takes it. A collection's indexes go in one command: on a new collection that is one build
 * instead of one for each.
 */
function indexDescription([key, options]: [IndexDefinition, IndexOptions]): mongo.IndexDescription {
  const { unique, partialFilterExpression, name } = options;
  return {
    key: key as Record<string, 1 | -1>,
    ...(name === undefined ? {} : { name }),
    ...(unique === undefined ? {} : { unique: Boolean(unique) }),
    ...(partialFilterExpression === undefined ? {} : { partialFilterExpression }),
  };
}
