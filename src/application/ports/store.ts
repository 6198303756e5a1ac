/** What the application needs of a storage, as a whole. Storage backends implement it; nothing else is asked of them. */
import type { SlackStore } from '../alerts/ports.ts';
import type { AttachmentStore } from '../attachments/ports.ts';
import type { Files } from '../files.ts';
import type { NoteStore } from '../notes/ports.ts';
import type { ReplyStore } from '../replies/ports.ts';
import type { WebhookStore } from '../webhooks/ports.ts';
import type { WorkKind, WorkStore } from '../work/ports.ts';
import type { ChatStore } from './chat.ts';
import type { DirectoryStore } from './directory.ts';
import type { IdempotencyStore } from './idempotency.ts';
import type { RequestStore } from './requests.ts';

/** The processes that serve on one storage. */
export interface InstanceStore {
  /** Counts up this process's record; answers how far those of the others stand. `now`: milliseconds, wall time. */
  beat(owner: string, now: number): Promise<Map<string, number>>;
  /** Removes this process's record. */
  leave(owner: string): Promise<void>;
}

export interface Store {
  requests: RequestStore;
  chat: ChatStore;
  directory: DirectoryStore;
  idempotency: IdempotencyStore;
  /** What is owed, by who works it off. */
  work: Readonly<Record<WorkKind, WorkStore>>;
  slack: SlackStore;
  webhooks: WebhookStore;
  attachments: AttachmentStore;
  notes: NoteStore;
  replies: ReplyStore;
  /** Of whatever kind the configuration names; by default the storage's own. */
  files: Files;
  /** Null where a storage is one process's alone. */
  instances: InstanceStore | null;
  /** Leaves nothing of what was written over, as far as that is the storage's to do. */
  scrub(): Promise<void>;
  /** Writes a small record of its own, soon. Rejects where the storage cannot be reached, or takes no write. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Thrown by storage that cannot be reached or is full, so that callers answer `unavailable` and nothing is lost. */
export class StorageUnavailable extends Error {}
