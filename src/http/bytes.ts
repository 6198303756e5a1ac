/** Bodies that are no JSON: read as they are, of the types that a route takes, a few at a time since each is held in memory. */
import { createHash } from 'node:crypto';
import express, { type Request, type RequestHandler } from 'express';
import { createTurns } from '../application/turns.ts';
import { HEIC_ADVICE, isHeicType } from '../contract/heic.ts';
import { ProblemError, tooLarge } from './problems.ts';

export interface BytesBody {
  types: readonly string[];
  /** In bytes. */
  limit: number;
}

const HELD_AT_ONCE = 8;
const MOST_WAITING = 200;
const turns = createTurns(HELD_AT_ONCE, MOST_WAITING);

export function readBytes({ types, limit }: BytesBody): RequestHandler[] {
  return [
    (req, _res, next) => {
      if (!req.is([...types])) {
        const given = req.get('content-type') ?? 'nothing';
        const advice = isHeicType(given) ? ` ${HEIC_ADVICE}` : '';
        throw new ProblemError('unsupported_media_type', `Send ${types.join(', ')}, not ${given}.${advice}`);
      }
      if (Number(req.get('content-length') ?? 0) > limit) throw tooLarge(limit);
      next();
    },
    async (_req, res, next) => {
      const end = await turns.take();
      if (res.destroyed) return end();
      res.once('close', end);
      next();
    },
    express.raw({ limit, type: [...types], inflate: false }),
    (req, _res, next) => {
      if (!Buffer.isBuffer(req.body)) req.body = Buffer.alloc(0);
      next();
    },
  ];
}

/** What stands for a call's body where two are compared. */
export const comparable = ({ body, query }: Request): unknown =>
  Buffer.isBuffer(body) ? { sha256: createHash('sha256').update(body).digest('hex'), query } : (body ?? {});
