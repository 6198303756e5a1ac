/** The client: every operation of the HTTP API under a name, over one transport. */
import { callsOf, segment } from './calls.ts';
import { requestsOf } from './requests.ts';
import { type CallOptions, createTransport, type ParleyOptions, type Send } from './transport.ts';
import type {
  AttachmentView,
  DryRunAsked,
  DryRunReport,
  Erased,
  Messages,
  MessagesAsked,
  MessageView,
  NewMessage,
  PersonToken,
  Policy,
  RepliesAsked,
  ReplyList,
  RuleList,
  Seller,
  SellerChanges,
  SellerInput,
  SellerView,
  SlackLinkCode,
  Stats,
  StatsAsked,
  TokenAsked,
} from './types.ts';
import { webhooksOf } from './webhooks.ts';

export interface Parley {
  requests: ReturnType<typeof requestsOf>;
  conversations: ReturnType<typeof conversationsOf>;
  sellers: ReturnType<typeof sellersOf>;
  replies: ReturnType<typeof repliesOf>;
  policies: ReturnType<typeof policiesOf>;
  tokens: ReturnType<typeof tokensOf>;
  webhooks: ReturnType<typeof webhooksOf>;
  buyers: ReturnType<typeof buyersOf>;
  system: ReturnType<typeof systemOf>;
  /** Figures of offers made since `since`, by default the last 30 days. */
  stats(query?: StatsAsked, options?: CallOptions): Promise<Stats>;
}

/**
 * A client of the Parley at `baseUrl`. It keeps no connection and no state: make one where you read your configuration.
 *
 * Methods reject with `ParleyProblem` where Parley says no, with `ParleyUnreachable` where it could not be asked, and
 * with the signal's reason where the caller gave up.
 */
export const createParley = (options: ParleyOptions): Parley => parleyOver(createTransport(options));

/** The names, over a transport. */
export function parleyOver(send: Send): Parley {
  return {
    requests: requestsOf(send),
    conversations: conversationsOf(send),
    sellers: sellersOf(send),
    replies: repliesOf(send),
    policies: policiesOf(send),
    tokens: tokensOf(send),
    webhooks: webhooksOf(send),
    buyers: buyersOf(send),
    system: systemOf(send),
    stats: (query = {}, options) => callsOf(send).get('/v1/stats', query, options),
  };
}

function conversationsOf(send: Send) {
  const { get, post, postBytes } = callsOf(send);
  const at = (id: string, what: string): string => `/v1/conversations/${segment(id)}/${what}`;
  return {
    /** The latest messages; everything new or different `after` a change; or those `before` a `seq`. */
    messages: (id: string, query: MessagesAsked = {}, options?: CallOptions): Promise<Messages> =>
      get(at(id, 'messages'), query, options),
    /** Writes a message, as the token's person or the `actor`. */
    write: (id: string, message: NewMessage, options?: CallOptions): Promise<MessageView> =>
      post(at(id, 'messages'), message, options),
    /** Sends a JPEG, PNG or WebP, to be named by its `id` in a message. `alt` says what it shows. */
    attach: (id: string, picture: Blob, query: { alt?: string } = {}, options?: CallOptions): Promise<AttachmentView> =>
      postBytes(at(id, 'attachments'), picture, query, options),
    /** Says that the token's person, or the `actor`, has read everything up to this `seq`. */
    markRead: (id: string, seq: number, options?: CallOptions): Promise<void> => post(at(id, 'read'), { seq }, options),
  };
}

function buyersOf(send: Send) {
  const { post } = callsOf(send);
  return {
    /** Erases name, address, words, photos and metadata of a buyer whose requests are all closed. */
    erase: (id: string, options?: CallOptions): Promise<Erased> => post(`/v1/buyers/${segment(id)}/erase`, {}, options),
  };
}

function sellersOf(send: Send) {
  const { get, put, patch, post } = callsOf(send);
  const at = (id: string): string => `/v1/sellers/${segment(id)}`;
  return {
    /** Declares a seller, or replaces it; absent `alerts` are kept. */
    put: (id: string, seller: SellerInput, options?: CallOptions): Promise<Seller> => put(at(id), seller, options),
    update: (id: string, changes: SellerChanges, options?: CallOptions): Promise<Seller> =>
      patch(at(id), changes, options),
    get: (id: string, options?: CallOptions): Promise<SellerView> => get(at(id), {}, options),
    /** The shop's rules, in the order in which they are tried. */
    rules: (id: string, options?: CallOptions): Promise<RuleList> => get(`${at(id)}/rules`, {}, options),
    /** Sets all of them; requests that are open keep theirs. */
    putRules: (id: string, rules: RuleList, options?: CallOptions): Promise<RuleList> =>
      put(`${at(id)}/rules`, rules, options),
    /** What these rules would have done with what the shop was asked lately; changes nothing. */
    dryRunRules: (id: string, asked: DryRunAsked, options?: CallOptions): Promise<DryRunReport> =>
      post(`${at(id)}/rules/dry-run`, asked, options),
    /** A code with which a person in Slack links themselves to the seller. */
    slackLink: (id: string, options?: CallOptions): Promise<SlackLinkCode> => post(`${at(id)}/slack-link`, {}, options),
  };
}

function repliesOf(send: Send) {
  const { get, putTo } = callsOf(send);
  return {
    /** The saved replies of the token's side; of whom `owner` names (`agents`, or a seller's id), with the API key. */
    get: (query: RepliesAsked = {}, options?: CallOptions): Promise<ReplyList> => get('/v1/replies', query, options),
    /** Saves all of them, in place of those before. */
    put: (replies: ReplyList, query: RepliesAsked = {}, options?: CallOptions): Promise<ReplyList> =>
      putTo('/v1/replies', query, replies, options),
  };
}

function policiesOf(send: Send) {
  const { get, put } = callsOf(send);
  const at = (market: string): string => `/v1/policies/${segment(market)}`;
  return {
    get: (market: string, options?: CallOptions): Promise<Policy> => get(at(market), {}, options),
    put: (market: string, policy: Policy, options?: CallOptions): Promise<Policy> => put(at(market), policy, options),
  };
}

const tokensOf = (send: Send) => ({
  /** A token with which a buyer, a seller or an agent calls for themselves. */
  issue: (person: TokenAsked, options?: CallOptions): Promise<PersonToken> =>
    callsOf(send).post('/v1/tokens', person, options),
});

interface Health {
  status: string;
  version: string;
}

function systemOf(send: Send) {
  const { get } = callsOf(send);
  return {
    health: (options?: CallOptions): Promise<Health> => get('/healthz', {}, options),
    /** Whether calls can be served now; by default asked once, without retries. */
    ready: (options?: CallOptions): Promise<Health> => get('/readyz', {}, { retries: 0, ...options }),
    /** Prometheus text. */
    metrics: (options?: CallOptions): Promise<string> => get('/metrics', {}, options, 'text'),
  };
}
