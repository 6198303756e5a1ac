/** What the connector is told about the Chatwoot it works with. */
export interface ChatwootConfig {
  /** Where Chatwoot is, without a slash at the end: `https://app.chatwoot.com`. */
  url: string;
  /** The number in the addresses of Chatwoot's own pages: `/app/accounts/1/…`. */
  accountId: number;
  /** An access token of a user, or of an agent bot, that may write in the inboxes. */
  apiToken: string;
  /** Each opens the webhook: as the secret it is signed with, or as the one in its address. */
  webhookSecrets: string[];
}
