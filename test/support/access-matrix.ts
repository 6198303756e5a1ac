/**
 * The table of SPEC.md section 4, by hand: who may ask what, and whom it reaches. It repeats on purpose what the service
 * decides by, so that neither is changed by accident.
 */
type Role = 'integrator' | 'buyer' | 'seller' | 'agent';
/** Three requests: two of the same buyer and shop in two conversations, and one of other people. */
export const TARGETS = ['mine', 'again', 'theirs'] as const;
export type Target = (typeof TARGETS)[number];
export const SHOPS = ['shop-1', 'shop-2'] as const;
export const CONVERSATIONS: Record<Target, string> = { mine: 'conv-1', again: 'conv-2', theirs: 'conv-3' };

export interface Row {
  who: readonly Role[];
  /** What is asked about. `open`: anyone may. */
  about:
    | 'platform'
    | 'shop'
    | 'figures'
    | 'sheet'
    | 'replies'
    | 'board'
    | 'requests'
    | 'request'
    | 'conversation'
    | 'connection'
    | 'open';
  /** Whom the rules of the request let do it, where those are fewer: an offer of the shop is answered by its buyer. */
  rules?: readonly Role[];
}

const ALL: Role[] = ['integrator', 'buyer', 'seller', 'agent'];
const STAFF: Role[] = ['integrator', 'seller', 'agent'];
const platform: Row = { who: ['integrator'], about: 'platform' };
const ofStaff: Row = { who: STAFF, about: 'request' };
const ofIntegrator: Row = { who: ['integrator'], about: 'request' };
const answer: Row = { who: ALL, about: 'request', rules: ['buyer'] };
const read: Row = { who: ALL, about: 'request' };
const open: Row = { who: ALL, about: 'open' };

/** By `operationId` of `/openapi.json`. */
export const ROUTES: Record<string, Row> = {
  getHealth: open,
  getReadiness: open,
  getMetrics: open,
  issueToken: platform,
  getPolicy: platform,
  putPolicy: platform,
  createWebhook: platform,
  listWebhooks: platform,
  getWebhook: platform,
  patchWebhook: platform,
  deleteWebhook: platform,
  rotateWebhookSecret: platform,
  pingWebhook: platform,
  listDeliveries: platform,
  redeliver: platform,
  replayWebhook: platform,
  eraseBuyer: platform,
  putSeller: { who: ['integrator'], about: 'shop' },
  patchSeller: { who: ['integrator', 'seller'], about: 'shop' },
  getSeller: { who: STAFF, about: 'shop' },
  createSlackLink: { who: ['integrator', 'seller'], about: 'shop' },
  putRules: { who: ['integrator', 'seller'], about: 'shop' },
  getRules: { who: STAFF, about: 'shop' },
  dryRunRules: { who: STAFF, about: 'shop' },
  getStats: { who: STAFF, about: 'figures' },
  listRequests: { who: ALL, about: 'requests' },
  exportRequests: { who: STAFF, about: 'sheet' },
  openRequest: platform,
  updateRequest: ofIntegrator,
  getRequest: read,
  listEvents: read,
  exportCard: read,
  listEvidence: read,
  answerCard: ofIntegrator,
  getDocuments: ofStaff,
  approveRequest: ofStaff,
  rejectRequest: ofStaff,
  cancelRequest: { who: ['integrator', 'buyer', 'agent'], about: 'request' },
  extendDeadline: { who: ['integrator', 'agent'], about: 'request' },
  shipRequest: ofStaff,
  assignRequest: { who: ['seller', 'agent'], about: 'request' },
  listNotes: { who: ['seller', 'agent'], about: 'request' },
  writeNote: { who: ['seller', 'agent'], about: 'request' },
  getReplies: { who: STAFF, about: 'replies' },
  putReplies: { who: STAFF, about: 'replies' },
  recordLogistics: ofIntegrator,
  reportRefund: ofIntegrator,
  concludeRequest: ofIntegrator,
  proposeOffer: ofStaff,
  withdrawOffer: ofStaff,
  holdRule: ofStaff,
  getOdds: ofStaff,
  acceptOffer: answer,
  rejectOffer: answer,
  counterOffer: answer,
  listMessages: { who: ALL, about: 'conversation' },
  postMessage: { who: ALL, about: 'conversation', rules: ['buyer', 'seller', 'agent'] },
  markRead: { who: ALL, about: 'conversation', rules: ['buyer', 'seller', 'agent'] },
  uploadAttachment: { who: ALL, about: 'conversation', rules: ['buyer', 'seller', 'agent'] },
};

const PEOPLE: Role[] = ['buyer', 'seller', 'agent'];
const connection: Row = { who: PEOPLE, about: 'connection' };
const inConversation: Row = { who: PEOPLE, about: 'conversation' };
const onBoard: Record<string, Row> = {
  auth: connection,
  time: connection,
  snapshot: { who: ['seller', 'agent'], about: 'board' },
  watch: inConversation,
  cards: { who: ['agent'], about: 'request' },
  view: { who: ['agent'], about: 'request' },
};

/** By namespace: who connects, and every event. */
export const LIVE: Record<string, { connects: Row; events: Record<string, Row> }> = {
  '/chat': {
    connects: connection,
    events: {
      auth: connection,
      join: inConversation,
      message: inConversation,
      typing: inConversation,
      read: inConversation,
      'offer:accept': answer,
      'offer:reject': answer,
      'offer:counter': answer,
    },
  },
  '/console': { connects: { who: ['agent'], about: 'board' }, events: onBoard },
  '/seller': { connects: { who: ['seller'], about: 'board' }, events: onBoard },
};

/** Who calls. `refused`: with what, whatever is asked. */
export interface Kind {
  name: string;
  role: Role;
  id: string;
  narrowed?: true;
  /** The API key on behalf of this person. */
  onBehalf?: true;
  sees: readonly Target[];
  shops: readonly string[];
}
const ofOwn = ['mine', 'again'] as const;

export const KINDS: Kind[] = [
  { name: 'the integrator', role: 'integrator', id: '', sees: TARGETS, shops: SHOPS },
  { name: 'the integrator for a buyer', role: 'buyer', id: 'buyer-1', onBehalf: true, sees: ofOwn, shops: [] },
  { name: 'the integrator for a seller', role: 'seller', id: 'shop-1', onBehalf: true, sees: ofOwn, shops: ['shop-1'] },
  { name: 'the integrator for an agent', role: 'agent', id: 'agent-1', onBehalf: true, sees: TARGETS, shops: SHOPS },
  { name: 'a buyer', role: 'buyer', id: 'buyer-1', sees: ofOwn, shops: [] },
  { name: 'a buyer, narrowed', role: 'buyer', id: 'buyer-1', narrowed: true, sees: ['mine'], shops: [] },
  { name: 'another buyer', role: 'buyer', id: 'buyer-2', sees: ['theirs'], shops: [] },
  { name: 'another buyer, narrowed', role: 'buyer', id: 'buyer-2', narrowed: true, sees: [], shops: [] },
  { name: 'a seller', role: 'seller', id: 'shop-1', sees: ofOwn, shops: ['shop-1'] },
  { name: 'a seller, narrowed', role: 'seller', id: 'shop-1', narrowed: true, sees: ['mine'], shops: [] },
  { name: 'another seller', role: 'seller', id: 'shop-2', sees: ['theirs'], shops: ['shop-2'] },
  { name: 'an agent', role: 'agent', id: 'agent-1', sees: TARGETS, shops: SHOPS },
  { name: 'an agent, narrowed', role: 'agent', id: 'agent-1', narrowed: true, sees: ['mine'], shops: [] },
];

export type Outcome = 'let in' | 'forbidden' | 'not_found';
const BEYOND_A_CONVERSATION = ['platform', 'shop', 'figures', 'sheet', 'replies', 'board'];

/** What a call of this kind comes to. A target is named where one is asked for by its id. */
export function outcomeOf({ who, about, rules }: Row, kind: Kind, target: Target | string | null): Outcome {
  if (!who.includes(kind.role)) return about === 'open' ? 'let in' : 'forbidden';
  if (kind.narrowed && BEYOND_A_CONVERSATION.includes(about)) return 'forbidden';
  if (target !== null && ![...kind.sees, ...kind.shops].includes(target)) return 'not_found';
  return rules && !rules.includes(kind.role) ? 'forbidden' : 'let in';
}
