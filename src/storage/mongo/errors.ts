/** MongoDB's errors as callers know them. */
import { mongo } from 'mongoose';
import { StorageUnavailable } from '../../application/ports.ts';

/** Server codes for "not now": shutting down, no primary, out of disk, timed out. */
const UNAVAILABLE_CODES = new Set([6, 7, 50, 89, 91, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436, 14031]);

const WRITE_CONFLICT = 112;

const codeOf = (error: unknown): number | undefined =>
  error instanceof mongo.MongoError && typeof error.code === 'number' ? error.code : undefined;

/** What the server refused of a bulk write; none where it said nothing of that kind, which is no success. */
export const writeErrorsOf = (error: unknown): mongo.WriteError[] =>
  error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];

export const isDuplicate = (error: unknown): boolean => codeOf(error) === 11000;

/** Two writes got into each other's way and the server gave one up: nothing is wrong with it, it is to be sent again. */
export const isConflict = (error: unknown): boolean =>
  codeOf(error) === WRITE_CONFLICT || writeErrorsOf(error).some(({ code }) => code === WRITE_CONFLICT);

const isUnavailable = (error: Error): boolean =>
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoNotConnectedError ||
  error instanceof mongo.MongoTopologyClosedError ||
  error instanceof mongo.MongoClientClosedError ||
  error instanceof mongo.MongoWriteConcernError ||
  // The driver does not export this class.
  (error instanceof mongo.MongoDriverError && error.name === 'MongoWaitQueueTimeoutError') ||
  UNAVAILABLE_CODES.has(codeOf(error) ?? -1);

/** StorageUnavailable for a server that cannot be reached or cannot write; any other error as it is. */
export function translated(error: unknown): unknown {
  if (!(error instanceof Error) || !isUnavailable(error)) return error;
  return new StorageUnavailable(`MongoDB cannot be used at the moment: ${error.message}.`, { cause: error });
}

/** Runs a query with its errors translated. */
export async function reach<T>(query: () => Promise<T>): Promise<T> {
  try {
    return await query();
  } catch (error) {
    throw translated(error);
  }
}
