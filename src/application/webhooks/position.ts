/**
 * Where a message stands among all messages: `<at> <requestId> <seq>`. Strings of this form sort by the event's time, and
 * the events of a request by their number; instants compare with them as prefixes do.
 */
import type { Instant } from '../../contract/primitives.ts';
import type { MessageHead } from './ports.ts';

const SEQ_DIGITS = 9;

export const positionOf = ({ at, requestId, seq }: Pick<MessageHead, 'at' | 'requestId' | 'seq'>): string =>
  `${at} ${requestId} ${String(seq).padStart(SEQ_DIGITS, '0')}`;

/** Above every position with this `at`, below every later one. */
export const afterAll = (at: Instant): string => `${at}!`;
