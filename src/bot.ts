/**
 * What a bot builds on: the one way from `bots/` into the service. A bot is an entry (it turns presses into commands) and a
 * channel (it tells what happened), and needs no more of the house than stands here.
 */

// Alerts: what is owed, when it may be told, and what a shop can answer.
export { createAlerts, DIGEST_PREFIX } from './application/alerts/alerts.ts';
export { owingReplies } from './application/alerts/owing-replies.ts';
export type { SlackInstallation, SlackLink, SlackStore } from './application/alerts/ports.ts';
export { type DecisionTerms, decisionTerms, type OfferTerms, type QuickPick } from './application/alerts/terms.ts';
export { type BuyerWords, createWaiting, type Waiting } from './application/alerts/waiting.ts';
// Words: what people wrote, and what they read.
export { clean, cut, oneLine } from './application/cards/plain.ts';
// Requests: what they are, and the way to change one.
export type { Commands } from './application/commands.ts';
export type { Conversations } from './application/conversations.ts';
export { createDesk, type Served } from './application/desk.ts';
// Tools: secrets at rest, links, what is kept in memory.
export { documentLinkEnds, signDocumentLink } from './application/document-links.ts';
// The parts that the service hands to a bot.
export type { Feed } from './application/feed.ts';
export { LruCache } from './application/lru.ts';
export { createOdds } from './application/odds.ts';
export type { Channel } from './application/ports/channel.ts';
export type { ChatStore } from './application/ports/chat.ts';
export type { Clock } from './application/ports/clock.ts';
export type { DirectoryStore } from './application/ports/directory.ts';
export type { ListFilter } from './application/ports/requests.ts';
export type { Store } from './application/ports/store.ts';
export { viewEvent, viewRequest } from './application/queries.ts';
export { seal, unseal } from './application/sealing.ts';
export { searchWords } from './application/search-words.ts';
// Shops: their settings, their figures, and who may speak for one.
export { changeSeller } from './application/sellers.ts';
export { useLinkCode } from './application/slack-link.ts';
export { idsOfMember, MOST_ACCOUNTS, slackMember } from './application/staff.ts';
export type { StatsOf } from './application/stats.ts';
export { issueToken } from './application/tokens.ts';
// Owed work: the engine, and what it asks of a connector.
export { BACK_OFF, type Policy } from './application/work/back-off.ts';
export { createEngine, type Engine } from './application/work/engine.ts';
export type { Route } from './application/work/lanes.ts';
export { createPauses } from './application/work/pauses.ts';
export type { WorkRecord, WorkStatus, WorkStore } from './application/work/ports.ts';
export { createStandings } from './application/work/standings.ts';
export { type Job as WorkJob, LookLater, type Next } from './application/work/visits.ts';
export type { OfferBody } from './contract/commands.ts';
export { earlierClaims } from './contract/earlier-claims.ts';
export { ERASED, erasedSaid } from './contract/erased-mark.ts';
export type { EventType, EventView } from './contract/event.ts';
export type { Stats } from './contract/lists.ts';
export type { OddsView } from './contract/odds.ts';
export type { RejectReason } from './contract/policy.ts';
export { Id, type Instant, Locale, type Money, WebUrl } from './contract/primitives.ts';
export { marketReasons, mustNameDetail } from './contract/reject-detail.ts';
export type { Reply } from './contract/replies.ts';
export type { Action, Offer, RequestView, ShipTo } from './contract/request.ts';
export { RULE_PREFIX } from './contract/rule-names.ts';
export type { Alerts, Seller, SlackAlerts } from './contract/seller.ts';
export { takenBackBecause } from './contract/taken-back.ts';
export { asWritten } from './contract/written.ts';
export type { RequestCommand } from './domain/command.ts';
export type { Refusal, RefusalCode } from './domain/refusals.ts';
export { CLOSED, type RequestEvent, type RequestState } from './domain/request.ts';
export { lastAt, nextAt } from './domain/times-of-day.ts';
export { readAmounts, writeAmount } from './i18n/amount.ts';
export { type Say, sayIn } from './i18n/catalogue.ts';
export { currencyNames } from './i18n/currency-names.ts';
export { readDaySpans, readDayTimes } from './i18n/day-times.ts';
export { earlierClaimsSaid } from './i18n/earlier-claims.ts';
export {
  formatChoices,
  formatDeadline,
  formatInstant,
  formatLastDay,
  formatMoney,
  formatWeekday,
} from './i18n/format.ts';
export { LANGUAGES, type Language, languageOf } from './i18n/languages.ts';
export { filledReply, fittingReplies } from './i18n/reply-filling.ts';
export { searchForm } from './i18n/search-form.ts';
export { type SaySlack, slackSay } from './i18n/slack/index.ts';
export { tenthsOf } from './i18n/tenths.ts';
