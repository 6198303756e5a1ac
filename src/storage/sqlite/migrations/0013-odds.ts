/** Past offers by market and reason, of all shops and of one: what odds are reckoned from is read from the index alone. */
export const ODDS = `
CREATE INDEX request_odds ON request (market, reason, last_offer_at, offers) WHERE last_offer_at IS NOT NULL;
CREATE INDEX request_seller_odds ON request (seller_id, market, reason, last_offer_at, offers) WHERE last_offer_at IS NOT NULL;
`;
