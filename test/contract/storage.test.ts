/** What a storage keeps of requests, conversations and shops, and what only one storage does. */
import { describe } from 'vitest';
import { chatContract } from './chat.ts';
import { chatNumbersContract } from './chat-numbers.ts';
import { commitContract } from './commits.ts';
import { directoryContract } from './directory.ts';
import { externalIdContract } from './external-ids.ts';
import { figuresContract } from './figures.ts';
import { idempotencyContract } from './idempotency.ts';
import { listContract } from './lists.ts';
import { noteContract } from './notes.ts';
import { openingContract } from './openings.ts';
import { planContract } from './plans.ts';
import { relayContract } from './relay.ts';
import { requestChatContract } from './request-chats.ts';
import { sameMomentContract } from './same-moment.ts';
import { scanContract } from './scan.ts';
import { statsContract } from './stats.ts';
import { storages } from './storages.ts';

describe.each(storages())('$name', ({ factory, only }) => {
  commitContract(factory);
  externalIdContract(factory);
  relayContract(factory);
  listContract(factory);
  openingContract(factory);
  planContract(factory);
  statsContract(factory);
  figuresContract(factory);
  chatContract(factory);
  chatNumbersContract(factory);
  requestChatContract(factory);
  idempotencyContract(factory);
  directoryContract(factory);
  noteContract(factory);
  sameMomentContract(factory);
  scanContract(factory);
  only();
});
