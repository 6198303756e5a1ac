/**
 * Whose token is this, and what may it reach? One table over every route and every live event (SPEC.md section 4); HTTP and
 * sockets both ask it before anything is read. A route or an event without a row does not compile.
 *
 * A row says who may ask and what is asked about, and from that follows how far an answer goes:
 *
 * | about        | what it is                               | a person reaches           | narrowed to a conversation |
 * | ------------ | ---------------------------------------- | -------------------------- | -------------------------- |
 * | platform     | what the integrator sets up              | nothing                    | nothing                    |
 * | shop         | one shop as a whole: settings, links     | a seller their own, agents | nothing                    |
 * | figures      | numbers over many requests               | a seller their own, agents | nothing                    |
 * | sheet        | many requests as one file                | a seller their own, agents | nothing                    |
 * | replies      | sentences that a side keeps              | their own side's           | nothing                    |
 * | board        | live, of every request there is          | a seller their own, agents | nothing                    |
 * | requests     | a list                                   | what they may see          | of that conversation       |
 * | request      | one, by id                               | what they may see          | of that conversation       |
 * | conversation | one, by id                               | what they may see          | that one                   |
 * | connection   | the caller's own                         | their own                  | their own                  |
 *
 * Nothing means `forbidden`. What is reached by id and may not be seen is `not_found`: `access.ts` says for each whether it
 * may. A person is a token's holder, or whom the integrator acts for.
 */
import type { ReaderRole } from '../contract/chat.ts';
import type { BoardClientEvents, ChatClientEvents } from '../contract/live.ts';
import type { Caller } from './access.ts';

export type Role = 'integrator' | ReaderRole;
type About =
  | 'platform'
  | 'shop'
  | 'figures'
  | 'sheet'
  | 'replies'
  | 'board'
  | 'requests'
  | 'request'
  | 'conversation'
  | 'connection';
export interface Access {
  about: About;
  who: readonly Role[];
}

const PEOPLE = ['buyer', 'seller', 'agent'] as const;
const EVERYONE = ['integrator', ...PEOPLE] as const;
const STAFF = ['integrator', 'seller', 'agent'] as const;
const about = (what: About, ...who: Role[]): Access => ({ about: what, who });

/** Every route, by the name of its operation. */
export const OPERATIONS = {
  issueToken: about('platform', 'integrator'),
  getPolicy: about('platform', 'integrator'),
  putPolicy: about('platform', 'integrator'),
  createWebhook: about('platform', 'integrator'),
  listWebhooks: about('platform', 'integrator'),
  getWebhook: about('platform', 'integrator'),
  patchWebhook: about('platform', 'integrator'),
  deleteWebhook: about('platform', 'integrator'),
  rotateWebhookSecret: about('platform', 'integrator'),
  pingWebhook: about('platform', 'integrator'),
  listDeliveries: about('platform', 'integrator'),
  redeliver: about('platform', 'integrator'),
  replayWebhook: about('platform', 'integrator'),
  eraseBuyer: about('platform', 'integrator'),

  putSeller: about('shop', 'integrator'),
  patchSeller: about('shop', 'integrator', 'seller'),
  getSeller: about('shop', ...STAFF),
  createSlackLink: about('shop', 'integrator', 'seller'),
  putRules: about('shop', 'integrator', 'seller'),
  getRules: about('shop', ...STAFF),
  dryRunRules: about('shop', ...STAFF),

  getStats: about('figures', ...STAFF),

  listRequests: about('requests', ...EVERYONE),
  exportRequests: about('sheet', ...STAFF),

  getReplies: about('replies', ...STAFF),
  putReplies: about('replies', ...STAFF),

  openRequest: about('request', 'integrator'),
  updateRequest: about('request', 'integrator'),
  getRequest: about('request', ...EVERYONE),
  listEvents: about('request', ...EVERYONE),
  exportCard: about('request', ...EVERYONE),
  listEvidence: about('request', ...EVERYONE),
  getDocuments: about('request', ...STAFF),
  approveRequest: about('request', ...STAFF),
  rejectRequest: about('request', ...STAFF),
  cancelRequest: about('request', 'integrator', 'buyer', 'agent'),
  extendDeadline: about('request', 'integrator', 'agent'),
  shipRequest: about('request', ...STAFF),
  assignRequest: about('request', 'seller', 'agent'),
  listNotes: about('request', 'seller', 'agent'),
  writeNote: about('request', 'seller', 'agent'),
  recordLogistics: about('request', 'integrator'),
  reportRefund: about('request', 'integrator'),
  concludeRequest: about('request', 'integrator'),
  proposeOffer: about('request', ...STAFF),
  acceptOffer: about('request', ...EVERYONE),
  rejectOffer: about('request', ...EVERYONE),
  counterOffer: about('request', ...EVERYONE),
  answerCard: about('request', 'integrator'),
  withdrawOffer: about('request', ...STAFF),
  holdRule: about('request', ...STAFF),
  getOdds: about('request', ...STAFF),

  // The integrator names the person who writes and reads.
  listMessages: about('conversation', ...EVERYONE),
  postMessage: about('conversation', ...EVERYONE),
  markRead: about('conversation', ...EVERYONE),
  uploadAttachment: about('conversation', ...EVERYONE),
} as const satisfies Record<string, Access>;
export type OperationName = keyof typeof OPERATIONS;

/** Whoever connects to a namespace. */
export const NAMESPACES = {
  '/chat': about('conversation', ...PEOPLE),
  '/console': about('board', 'agent'),
  '/seller': about('board', 'seller'),
} as const satisfies Record<string, Access>;
export type NamespaceName = keyof typeof NAMESPACES;

const boardEvents = (role: ReaderRole): Record<keyof BoardClientEvents, Access> => ({
  auth: about('connection', role),
  time: about('connection', role),
  snapshot: about('board', role),
  watch: about('conversation', role),
  cards: about('request', 'agent'),
  view: about('request', 'agent'),
});

/** Every event that a client may send. */
export const EVENTS: {
  '/chat': Record<keyof ChatClientEvents, Access>;
  '/console': Record<keyof BoardClientEvents, Access>;
  '/seller': Record<keyof BoardClientEvents, Access>;
} = {
  '/chat': {
    auth: about('connection', ...PEOPLE),
    join: about('conversation', ...PEOPLE),
    message: about('conversation', ...PEOPLE),
    typing: about('conversation', ...PEOPLE),
    read: about('conversation', ...PEOPLE),
    'offer:accept': about('request', ...PEOPLE),
    'offer:reject': about('request', ...PEOPLE),
    'offer:counter': about('request', ...PEOPLE),
  },
  '/console': boardEvents('agent'),
  '/seller': boardEvents('seller'),
};

/** What a token that is narrowed to one conversation cannot have, in the words of its holder. */
const BEYOND_A_CONVERSATION: Partial<Record<About, string>> = {
  platform: 'this is the whole platform’s',
  shop: 'this is the whole shop’s',
  figures: 'figures are of every request',
  sheet: 'a sheet is of every request',
  replies: 'saved replies are for every request',
  board: 'a board shows every request',
};

/** Why the caller may not ask this at all, as a sentence; null where they may. */
export function refusalFor({ person }: Caller, { about: what, who }: Access): string | null {
  const role = person?.role ?? 'integrator';
  if (!who.includes(role)) return `This is for ${who.join(', ')}, and you call as ${role}.`;
  const beyond = person?.conversationId === undefined ? undefined : BEYOND_A_CONVERSATION[what];
  return beyond ? `The token is for one conversation only, and ${beyond}: get one without conversationId.` : null;
}
