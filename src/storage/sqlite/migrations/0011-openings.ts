/** How often a buyer asked a shop, and what a shop was asked for, are counted and read by when it was. */
export const OPENINGS = `
CREATE INDEX request_seller_buyer_opened ON request (seller_id, buyer_id, opened_at);
CREATE INDEX request_seller_opened ON request (seller_id, opened_at, id);
`;
