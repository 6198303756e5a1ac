/** What is known about a call while it is served, kept in `res.locals`. */
import type { Response } from 'express';
import type { Caller } from '../application/access.ts';
import type { Instant } from '../contract/primitives.ts';
import type { ProblemError } from './problems.ts';

/** Who calls, or why that is not known. */
export type Identity = { caller: Caller; rateKey: string } | { problem: ProblemError };

export interface Locals {
  /** Stamped once, before anything is read (rule 6). */
  arrivedAt: Instant;
  requestId: string;
  identity?: Identity;
  /** The pattern of the route that answers, such as `/v1/requests/:id`. */
  route?: string;
}

/** When the call arrived, by the business's clock: said with every tagged answer, since a 304 has no body to say it in. */
export const NOW_HEADER = 'Parley-Now';

export const localsOf = (res: Response): Locals => res.locals as Locals;
