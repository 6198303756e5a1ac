/** The parts of the API, in the order in which an integrator meets them: the headings of `/docs`. */
export const TAGS = {
  Tokens: 'Tokens with which buyers, sellers and agents call for themselves.',
  Sellers: 'Shops: their market, calendar, deviating rules, and where their alerts go.',
  Rules: 'What a shop lets Parley answer in its name.',
  Requests: 'Reshipment requests: open, correct, list and read them, with their history and card.',
  Decisions: 'What is done with a request: approve, reject, cancel, extend, ship, pay.',
  Offers: 'Money instead of a parcel: offers and their answers.',
  Notes: 'What colleagues write to each other about a request. Buyers never see it.',
  Conversations: 'The chat of a buyer and a shop, cards included.',
  Replies: 'Sentences that shops and agents keep and use again.',
  Buyers: 'What is kept of the people who buy.',
  Stats: 'Figures for shops and agents.',
  Policies: 'The rules of each market.',
  Webhooks: 'Endpoints that are told of every event, their delivery log, and replay.',
  System: 'Whether the service is alive and ready, and its metrics.',
} as const;

export type Tag = keyof typeof TAGS;
