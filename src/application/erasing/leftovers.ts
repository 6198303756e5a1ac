/** What is kept beside a request of what was told and answered about it: erased where it lies, by its own keys. */
import { ERASED } from '../../contract/erased-mark.ts';
import { derivedId } from '../../domain/draft.ts';
import { erased } from '../../domain/erased.ts';
import type { RequestState } from '../../domain/request.ts';
import type { Clock } from '../ports/clock.ts';
import type { Store } from '../ports/store.ts';
import { deliveryId } from '../webhooks/endpoints.ts';

const PAGE = 100;

const erasedText = (body: string): string => (body === '' ? body : JSON.stringify(erased(JSON.parse(body))));

export function createLeftovers(store: Pick<Store, 'webhooks' | 'idempotency' | 'work' | 'notes'>, wallClock: Clock) {
  /** Bodies of webhooks, so that one that is sent again is the erased one, and what was answered to them. */
  async function ofWebhooks({ id, version }: RequestState): Promise<void> {
    const endpoints = await store.webhooks.endpoints();
    for (let done = 0; done < version; done += PAGE) {
      const seqs = Array.from({ length: Math.min(PAGE, version - done) }, (_, n) => done + n + 1);
      const eventIds = seqs.map((seq) => derivedId('evt', id, seq));
      await store.webhooks.rewriteMessages(eventIds, erasedText);
      for (const endpoint of endpoints) {
        await store.webhooks.forgetAnswers(eventIds.map((eventId) => deliveryId(endpoint.id, eventId)));
      }
    }
  }

  /** Answers that are kept under idempotency keys, of a request or a conversation. */
  async function ofAnswers(about: string): Promise<void> {
    let last: string | null = '';
    while (last !== null) last = await store.idempotency.rewriteAnswers(about, erasedText, last, PAGE);
  }

  /** What is noted about telling it elsewhere. False where that is being worked on at the moment. */
  async function ofWork(subject: string): Promise<boolean> {
    const now = wallClock.now();
    const done = await Promise.all(Object.values(store.work).map((work) => work.rewriteNotes(subject, erased, now)));
    return done.every(Boolean);
  }

  /** What colleagues wrote to each other about it. */
  const ofNotes = (requestId: string): Promise<void> => store.notes.overwrite(requestId, ERASED);

  return { ofNotes, ofWebhooks, ofAnswers, ofWork };
}
