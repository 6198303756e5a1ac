/** Every route under `/v1`. */
import type { HttpParts } from '../parts.ts';
import type { Route } from '../route.ts';
import { attachmentRoutes } from './attachments.ts';
import { buyerRoutes } from './buyers.ts';
import { cardRoutes } from './card.ts';
import { conversationRoutes } from './conversations.ts';
import { decisionRoutes } from './decisions.ts';
import { documentRoutes } from './documents.ts';
import { evidenceRoutes } from './evidence.ts';
import { noteRoutes } from './notes.ts';
import { oddsRoutes } from './odds.ts';
import { offerRoutes } from './offers.ts';
import { policyRoutes } from './policies.ts';
import { replyRoutes } from './replies.ts';
import { requestSheetRoutes } from './request-sheet.ts';
import { requestRoutes } from './requests.ts';
import { createRequestDesk } from './requests-support.ts';
import { ruleRoutes } from './rules.ts';
import { sellerRoutes } from './sellers.ts';
import { slackLinkRoutes } from './slack-link.ts';
import { statsRoutes } from './stats.ts';
import { tokenRoutes } from './tokens.ts';
import { webhookDeliveryRoutes } from './webhook-deliveries.ts';
import { webhookRoutes } from './webhooks.ts';

export function allRoutes(parts: HttpParts): Route[] {
  const desk = createRequestDesk(parts);
  return [
    ...tokenRoutes(parts),
    ...sellerRoutes(parts),
    ...ruleRoutes(parts),
    ...slackLinkRoutes(parts),
    ...requestSheetRoutes(parts),
    ...requestRoutes(parts, desk),
    ...decisionRoutes(desk),
    ...evidenceRoutes(parts, desk),
    ...offerRoutes(desk),
    ...oddsRoutes(parts, desk),
    ...noteRoutes(parts, desk),
    ...cardRoutes(parts, desk),
    ...documentRoutes(parts, desk),
    ...conversationRoutes(parts),
    ...attachmentRoutes(parts),
    ...replyRoutes(parts),
    ...buyerRoutes(parts),
    ...statsRoutes(parts),
    ...policyRoutes(parts),
    ...webhookRoutes(parts),
    ...webhookDeliveryRoutes(parts),
  ];
}
