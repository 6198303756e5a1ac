/** TikTok Shop as a marketplace: one shop of one seller, through the Partner API. Wires its parts. */

import type { z } from 'zod';
import { cut, oneLine } from '../../application/cards/plain.ts';
import { policyOf } from '../../application/policies.ts';
import type { Clock } from '../../application/ports/clock.ts';
import type { DirectoryStore } from '../../application/ports/directory.ts';
import { isSameSecret, parsedJson } from '../../application/strangers.ts';
import { effectivePolicy } from '../../domain/policy.ts';
import type { Delivery, Look, Marketplace, Received } from '../marketplace/port.ts';
import { createApi } from './api.ts';
import type { TikTokShopConfig } from './config.ts';
import type { FetchEvidence } from './evidence.ts';
import { payable } from './money.ts';
import { NAME, notOurs, openingOf } from './opening.ts';
import { createPermits } from './permits.ts';
import { marketReturnOf } from './returns.ts';
import { signWebhook } from './sign.ts';
import { createTelling } from './telling.ts';
import { createTokens, type TokenParts } from './tokens.ts';
import {
  AUTHORIZATION_ENDS,
  AuthorizationNews,
  DEAUTHORIZED,
  RETURN_STATUS_CHANGE,
  ReturnChange,
  type ReturnOrder,
  WebhookBody,
} from './wire.ts';

export { NAME };

const DAY_S = 24 * 3_600;

export interface TikTokShopParts {
  config: TikTokShopConfig;
  directory: Pick<DirectoryStore, 'seller' | 'policy'>;
  kept: TokenParts['kept'];
  fetchEvidence: FetchEvidence;
  clock: Clock;
  wallClock: Clock;
  secrets: readonly string[];
}

export function createTikTokShop(parts: TikTokShopParts): Marketplace {
  const { config, directory, fetchEvidence, clock, wallClock } = parts;
  const tokens = createTokens(parts);
  const api = createApi({ config, tokens, wallClock });
  const tell = createTelling({ api, fetchEvidence });
  const permits = createPermits({ api, now: clock.now });

  const lookAt = (wire: ReturnOrder): Look => ({
    seen: marketReturnOf(wire),
    async opening() {
      const why = notOurs(wire, config);
      if (why) return { ignored: why };
      const seller = await directory.seller(config.sellerId);
      if (!seller) return { ignored: `there is no seller ${config.sellerId}; declare it first` };
      const order = await api.order(wire.order_id);
      if (!order) return { ignored: `there is no order ${wire.order_id}` };
      const base = await policyOf(directory, seller.market);
      if (!base) return { ignored: `there is no policy of ${seller.market}` };
      const { offerExpires } = effectivePolicy(base, seller);
      const allowed = await permits.now(wire, { market: seller.market, offerExpires });
      return openingOf({ config, seller, wire, order, records: await api.records(wire.return_id), allowed });
    },
    permits: (terms) => permits.now(wire, terms),
    permitsMeanwhile: () => permits.meanwhile(wire),
    payable,
    decide: (decision, key, tries) => tell(wire, decision, key, tries),
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
    async changedSince(since) {
      const { returns, cut } = await api.changed(since);
      const last = returns.at(-1)?.update_time;
      const ids = returns.map(({ return_id: id }) => id);
      return { ids, until: cut && last ? last * 1_000 : null };
    },
  };
}

/** Other topics than returns and the authorization are acknowledged and forgotten. */
function received({ body, header }: Delivery, config: TikTokShopConfig): Received | null {
  const signature = header('authorization');
  if (signature === undefined || !isSameSecret(signature, signWebhook(body, config))) return null;
  const said = WebhookBody.safeParse(parsedJson(body)).data;
  switch (said?.type) {
    case RETURN_STATUS_CHANGE: {
      const change = ReturnChange.safeParse(said.data).data;
      return { returns: change ? [change.return_id] : [] };
    }
    case DEAUTHORIZED:
    case AUTHORIZATION_ENDS:
      return { returns: [], warning: warningOf(said) };
    default:
      return { returns: [] };
  }
}

/** A webhook comes more than once: the day names the occasion. */
function warningOf({ type, timestamp, data }: z.infer<typeof WebhookBody>): NonNullable<Received['warning']> {
  const { message, expiration_time: endsAt } = AuthorizationNews.safeParse(data).data ?? {};
  const ends = type === AUTHORIZATION_ENDS;
  const days = Math.floor((endsAt ?? timestamp ?? 0) / DAY_S);
  return {
    code: ends ? 'authorization_ends' : 'authorization',
    detail: cut(oneLine(message ?? (ends ? 'the authorization ends' : 'the seller took the authorization back')), 300),
    once: `${ends ? 'ends' : 'deauthorized'}-${days}`,
  };
}
