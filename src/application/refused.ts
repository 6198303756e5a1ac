/**
 * How the application refuses: with a `Refusal` in place of what was asked for. What is found deep inside, where nobody on
 * the way out has anything to do with it, is thrown as a `Refused` that carries one. Entries make of either what their callers read.
 */
import { type Refusal, refuse } from '../domain/refusals.ts';
import { InvalidCursor } from './ports/requests.ts';
import { StorageUnavailable } from './ports/store.ts';
import { invalidIn, type Place, WRONG_CURSOR } from './validation.ts';

export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(...why: Parameters<typeof refuse>) {
    super(why[1]);
    this.name = 'Refused';
    this.refusal = refuse(...why);
  }
}

export const isRefusal = (asked: object): asked is Refusal => 'code' in asked && 'detail' in asked;

/** What an error means to whoever asked; undefined for what nobody foresaw. `place`: where they write a cursor. */
export function refusalIn(error: unknown, place: Place): Refusal | undefined {
  if (error instanceof Refused) return error.refusal;
  if (error instanceof StorageUnavailable) {
    return refuse('unavailable', 'The storage cannot be reached. Try again soon.');
  }
  if (!(error instanceof InvalidCursor)) return undefined;
  const { detail, ...fields } = invalidIn(place, [WRONG_CURSOR]);
  return refuse('invalid_query', detail, fields);
}
