/** What the connector is told about the Chatwoot it works with. */
export interface ChatwootConfig {
  /** Where Chatwoot is, without a slash at the end: `https://app.chatwoot.com`. */
  url: string;
  /** The number in the addresses of Chatwoot's own pages: `/app/accounts/1/…`. */
  accountId: number;
  /** The access token of a user who may read and write in the inboxes. Agent bots may not read. */
  apiToken: string;
  /** The access token of an agent bot that posts, so that reports do not take Parley for a person; null: the user posts. */
  botToken: string | null;
  /** Each opens the webhook: as the secret it is signed with, or as the one in its address. */
  webhookSecrets: string[];
}
