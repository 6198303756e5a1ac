/**
 * What lists are filtered by beside what they were, and what `q` finds. Who has a request in hand has a list of their own;
 * the newest open request of a conversation is where its chat is shown to wait. `search_words` is a function of ours
 * (migrations.ts).
 */
export const FINDING = `
ALTER TABLE request ADD COLUMN conversation_id TEXT;
ALTER TABLE request ADD COLUMN opened_at TEXT;
ALTER TABLE request ADD COLUMN claim INTEGER;
ALTER TABLE request ADD COLUMN shop_assignee TEXT;
ALTER TABLE request ADD COLUMN agents_assignee TEXT;
UPDATE request SET
  conversation_id = json_extract(state, '$.facts.conversationId'),
  opened_at = json_extract(state, '$.openedAt'),
  claim = json_extract(state, '$.claimValue.amount'),
  shop_assignee = json_extract(state, '$.assignees.shop.id'),
  agents_assignee = json_extract(state, '$.assignees.agents.id');
CREATE INDEX request_shop_assignee ON request (seller_id, shop_assignee, due_at, id) WHERE shop_assignee IS NOT NULL;
CREATE INDEX request_agents_assignee ON request (agents_assignee, due_at, id) WHERE agents_assignee IS NOT NULL;
CREATE INDEX request_conversation ON request (conversation_id, opened_at, id);
INSERT INTO term (term, request_id)
  SELECT DISTINCT word.value, request.id
  FROM request LEFT JOIN seller ON seller.id = request.seller_id,
    json_each(search_words(request.state, coalesce(seller.seller, 'null'))) AS word
  WHERE json_extract(request.state, '$.facts.items') IS NOT NULL
  ON CONFLICT DO NOTHING;
`;
