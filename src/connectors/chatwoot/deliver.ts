/** What the engine needs to know of Chatwoot: what a visit there is, what its errors mean, and who hears of them. */
import type { Connector, Next } from '../../application/work/visits.ts';
import { ChatwootError, type Failure, POLICY } from './failures.ts';
import { CHOICES, CONVERSATIONS, type Tap, tapOf } from './names.ts';
import { type ChoiceNotes, type Notes, type Posting, readChoiceNotes, readNotes } from './notes.ts';
import type { Job } from './posting.ts';
import type { Reports } from './reports.ts';

export interface DeliverParts {
  visitConversation(job: Job<Notes>): Promise<Next>;
  visitChoice(job: Job<ChoiceNotes>, tap: Tap): Promise<void>;
  reports: Reports;
}

/** A choice counts also while Chatwoot is away; a conversation cannot be visited then. */
export const LANES = [{ name: CONVERSATIONS }, { name: CHOICES, system: CONVERSATIONS, waits: false }];

export function createDelivery(parts: DeliverParts): Connector<Posting, undefined, Failure> {
  const { visitConversation, visitChoice, reports } = parts;

  async function visit(job: Job): Promise<Next> {
    const tap = tapOf(job.record.subject);
    if (tap) {
      await visitChoice(job as Job<ChoiceNotes>, tap);
      return null;
    }
    const next = await visitConversation(job as Job<Notes>);
    job.notes.problem = null;
    job.reached = true;
    return next;
  }

  return {
    notesOf: ({ subject, notes }) => (tapOf(subject) ? readChoiceNotes(notes) : readNotes(notes)),
    visit,
    failureOf: (error) => (error instanceof ChatwootError ? error.failure : null),
    policy: POLICY,
    report({ record, notes }, failure) {
      if (!failure) return reports.account('ok', '');
      const { kind, code, detail } = failure;
      if (kind === 'conversation') return reports.conversation(record, notes, code, detail);
      return reports.account(code, detail);
    },
  };
}
