/**
 * The daily digest: what is open for a shop, once a day at the time it chose. It is an alert like a request's: its
 * record is due at the next digest, so that any process may send it and a crash neither loses nor doubles it.
 */
import { type Clock, DIGEST_PREFIX, lastAt, type Next, nextAt } from '../../../src/bot.ts';
import { digestMessage } from '../blocks/digest.ts';
import type { Models } from '../models.ts';
import type { Job, Sender } from './job.ts';

/** A digest that could not be sent for so long is left out: the next one tells as much. */
const TOO_LATE_MS = 6 * 3_600_000;

export interface DigestParts {
  models: Models;
  clock: Clock;
  sender: Sender;
  nonce(): string;
}

export const isDigest = (subject: string): boolean => subject.startsWith(DIGEST_PREFIX);

export function createDigestVisit({ models, clock, sender, nonce }: DigestParts) {
  /** `told` is the time (milliseconds) of the last digest that was sent or left out. */
  return async (job: Job): Promise<Next> => {
    const { notes, alerts, seller } = job;
    const found = await sender.settle(job);
    if (found) notes.told = Math.max(notes.told, found.attempt.to);
    if (!alerts.digestAt) {
      notes.told = 0;
      return null;
    }
    const now = clock.now();
    const due = lastAt(alerts.digestAt, now, seller.zone);
    const next = nextAt(alerts.digestAt, now, seller.zone);
    // The first visit only makes the appointment: nobody asked for a digest of the past.
    const isFirst = notes.told === 0;
    if (isFirst || due <= notes.told || now - due > TOO_LATE_MS) {
      notes.told = Math.max(notes.told, isFirst ? now : due);
      return next;
    }
    const shop = await models.shop(seller);
    const at = new Date(now).toISOString();
    const { waiting: items, waitingTotal: total, deeds } = shop;
    if (items.length > 0 || deeds.items.length > 0) {
      const message = digestMessage({ seller, items, total, deeds, at }, models.words(seller), nonce());
      const key = `${job.record.subject}/${due}`;
      await sender.send(job, { threadTs: null, broadcast: false, message, key, requestId: null }, due);
    }
    notes.told = due;
    return next;
  };
}
