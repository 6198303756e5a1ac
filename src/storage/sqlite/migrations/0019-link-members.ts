/** Which member of a seller's staff a Slack user is. Codes and links from before do not say. */
export const LINK_MEMBERS = `
ALTER TABLE slack_code ADD COLUMN user_id TEXT;
ALTER TABLE slack_link ADD COLUMN user_id TEXT;
CREATE INDEX slack_link_member ON slack_link (seller_id, user_id, at, team, user) WHERE user_id IS NOT NULL;
`;
