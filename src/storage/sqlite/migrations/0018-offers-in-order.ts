/** Statistics read the latest offers from an index that holds all they need, not from as many rows all over the file. */
export const OFFERS_IN_ORDER = `
DROP INDEX request_offer;
DROP INDEX request_seller_offer;
CREATE INDEX request_offer ON request (last_offer_at, market, reason, offers) WHERE last_offer_at IS NOT NULL;
CREATE INDEX request_seller_offer ON request (seller_id, last_offer_at, market, reason, offers)
  WHERE last_offer_at IS NOT NULL;
`;
