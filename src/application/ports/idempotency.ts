/** Where the answers under each `Idempotency-Key` are kept. */

/** One `Idempotency-Key` of one caller, method and path. */
export interface IdempotencyRecord {
  /** Hash of caller, method, path and key. */
  id: string;
  bodyHash: string;
  /** Names the command: the same for every attempt under this key. */
  commandId: string;
  claimedAt: number;
  response: { status: number; body: string; contentType: string } | null;
}

export interface IdempotencyStore {
  /**
   * Claims the key. `claimed`: run the command (`retaken` where an earlier claim of the same body lapsed: its command may
   * have been applied). `existing`: what stands there. Records older than 24 hours, and lapsed ones of another body, count
   * as absent.
   */
  claim(
    record: IdempotencyRecord,
    lapsedBefore: number,
    expiredBefore: number,
  ): Promise<{ outcome: 'claimed' | 'retaken' | 'existing'; record: IdempotencyRecord }>;
  /** `about`: the request or the conversation that the answer tells of, where it is of one. */
  complete(
    id: string,
    commandId: string,
    response: NonNullable<IdempotencyRecord['response']>,
    about?: string,
  ): Promise<void>;
  /** Puts the bodies of up to `limit` kept answers about this through `rewrite`, those whose ids follow `afterId`; answers the last id, null at the end. */
  rewriteAnswers(
    about: string,
    rewrite: (body: string) => string,
    afterId: string,
    limit: number,
  ): Promise<string | null>;
  release(id: string, commandId: string): Promise<void>;
  /**
   * Leaves an unanswered claim as one that was made at this time, so that it has lapsed: the key is free, and whoever claims
   * it next with the same body has the same command id. Where it rejects, this process treats it as lapsed all the same.
   */
  lapse(id: string, commandId: string, claimedAt: number): Promise<void>;
  /** Deletes records claimed before this time; answers how many. Bounded per call. */
  purge(before: number, limit: number): Promise<number>;
}
