/** TikTok Shop as a marketplace: one shop of one seller, through the Partner API. Wires its parts. */
import type { Clock, DirectoryStore } from '../../application/ports.ts';
import type { Delivery, Look, Marketplace } from '../marketplace/port.ts';
import { createApi } from './api.ts';
import type { TikTokShopConfig } from './config.ts';
import type { FetchEvidence } from './evidence.ts';
import { NAME, notOurs, openingOf } from './opening.ts';
import { marketReturnOf } from './returns.ts';
import { same, signWebhook } from './sign.ts';
import { createTelling } from './telling.ts';
import { createTokens, type TokenParts } from './tokens.ts';
import { RETURN_STATUS_CHANGE, ReturnChange, type ReturnOrder, WebhookBody } from './wire.ts';

export { NAME };

export interface TikTokShopParts {
  config: TikTokShopConfig;
  directory: Pick<DirectoryStore, 'seller'>;
  kept: TokenParts['kept'];
  fetchEvidence: FetchEvidence;
  clock: Clock;
  wallClock: Clock;
  secrets: readonly string[];
}

export function createTikTokShop(parts: TikTokShopParts): Marketplace {
  const { config, directory, fetchEvidence, wallClock } = parts;
  const tokens = createTokens(parts);
  const api = createApi({ config, tokens, wallClock });
  const tell = createTelling({ api, fetchEvidence });

  const lookAt = (wire: ReturnOrder): Look => ({
    seen: marketReturnOf(wire),
    async opening() {
      const why = notOurs(wire, config);
      if (why) return { ignored: why };
      const seller = await directory.seller(config.sellerId);
      if (!seller) return { ignored: `there is no seller ${config.sellerId}; declare it first` };
      const order = await api.order(wire.order_id);
      if (!order) return { ignored: `there is no order ${wire.order_id}` };
      return openingOf({ config, seller, wire, order, records: await api.records(wire.return_id) });
    },
    decide: (decision, key) => tell(wire.return_id, decision, key),
  });

  return {
    name: NAME,
    webhookPath: `/${NAME}/webhook`,
    sellerId: config.sellerId,
    upkeep: tokens.upkeep,
    receive: (delivery) => received(delivery, config),
    async look(returnId) {
      const wire = await api.return(returnId);
      return wire && lookAt(wire);
    },
    changedSince: async (since) => (await api.changed(since)).map(({ return_id: id }) => id),
  };
}

/** Other topics than returns are acknowledged and forgotten. */
function received({ body, header }: Delivery, config: TikTokShopConfig): string[] | null {
  const signature = header('authorization');
  if (signature === undefined || !same(signature, signWebhook(body, config))) return null;
  const said = WebhookBody.safeParse(parsed(body)).data;
  if (said?.type !== RETURN_STATUS_CHANGE) return [];
  const change = ReturnChange.safeParse(said.data).data;
  return change ? [change.return_id] : [];
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
