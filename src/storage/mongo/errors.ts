/** MongoDB's errors as callers know them. */
import { mongo } from 'mongoose';
import { StorageUnavailable } from '../../application/ports/store.ts';

/** Server codes for "not now": shutting down, no primary, out of disk, timed out. */
const UNAVAILABLE_CODES = new Set([
  6, 7, 50, 64, 89, 91, 189, 262, 9001, 10058, 10107, 11600, 11602, 13435, 13436, 14031,
]);

const WRITE_CONFLICT = 112;

/** What the server refused of a bulk write; none where it said nothing of that kind, which is no success. */
export const writeErrorsOf = (error: unknown): mongo.WriteError[] =>
  error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];

/** A bulk write wraps whatever went wrong, and a broken connection then looks like an answer that refuses nothing. */
function unwrapped(error: unknown): unknown {
  if (!(error instanceof mongo.MongoBulkWriteError) || writeErrorsOf(error).length > 0) return error;
  return error.errorResponse instanceof Error ? error.errorResponse : error;
}

const codeOf = (error: unknown): number | undefined =>
  error instanceof mongo.MongoError && typeof error.code === 'number' ? error.code : undefined;

export const isDuplicate = (error: unknown): boolean => codeOf(error) === 11000;

/** Two writes got into each other's way and the server gave one up: nothing is wrong with it, it is to be sent again. */
const isConflict = (error: unknown): boolean =>
  codeOf(error) === WRITE_CONFLICT || writeErrorsOf(error).some(({ code }) => code === WRITE_CONFLICT);

/** The driver lets a socket's own errors through where one breaks while it is written to. */
const isOfSocket = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  ('syscall' in error || /^ERR_(?:SOCKET|STREAM)/u.test(error.code));

/** The server was reached and the answer did not come: what was sent may have taken effect, or may yet. */
const isBroken = (error: unknown): boolean =>
  error instanceof mongo.MongoNetworkError ||
  error instanceof mongo.MongoWriteConcernError ||
  error instanceof mongo.MongoNotConnectedError ||
  (error instanceof mongo.MongoBulkWriteError && writeErrorsOf(error).length === 0) ||
  isOfSocket(error) ||
  UNAVAILABLE_CODES.has(codeOf(error) ?? -1);

/** Worth sending again at once. */
export function isPassing(thrown: unknown): boolean {
  const error = unwrapped(thrown);
  return isConflict(error) || isBroken(error);
}

const isUnavailable = (error: unknown): boolean =>
  isBroken(error) ||
  error instanceof mongo.MongoServerSelectionError ||
  error instanceof mongo.MongoOperationTimeoutError ||
  error instanceof mongo.MongoTopologyClosedError ||
  error instanceof mongo.MongoClientClosedError ||
  // The driver does not export this class.
  (error instanceof mongo.MongoDriverError && error.name === 'MongoWaitQueueTimeoutError');

/** StorageUnavailable for a server that cannot be reached or cannot write; any other error as it is. */
export function translated(thrown: unknown): unknown {
  const error = unwrapped(thrown);
  if (!(error instanceof Error) || !isUnavailable(error)) return thrown;
  return new StorageUnavailable(`MongoDB cannot be used at the moment: ${error.message}.`, { cause: error });
}
