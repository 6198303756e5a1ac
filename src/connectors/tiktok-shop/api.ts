/** The calls of TikTok Shop's API that the connector makes, signed, in the name of the shop. All throw MarketplaceError. */
import type { z } from 'zod';
import type { Clock } from '../../application/ports/clock.ts';
import { MarketplaceError } from '../marketplace/port.ts';
import type { TikTokShopConfig } from './config.ts';
import type { EvidenceImage } from './evidence.ts';
import { exchange } from './exchange.ts';
import { signCall } from './sign.ts';
import type { Tokens } from './tokens.ts';
import {
  DecisionEligibility,
  type Judged,
  Nothing,
  type Order,
  Orders,
  Records,
  RejectReasons,
  type ReturnOrder,
  Returns,
  ReviewDecision,
  Shops,
  Uploaded,
} from './wire.ts';

const APPROVALS = [
  'APPROVE_REPLACEMENT',
  'ISSUE_REPLACEMENT_REFUND',
  'APPROVE_REFUND',
  'APPROVE_RETURN',
  'OFFER_PARTIAL_REFUND',
] as const;

export interface ApproveBody {
  decision: (typeof APPROVALS)[number];
  /** Of APPROVE_RETURN: the money goes back, and nothing is sent back for it. */
  buyer_keep_item?: true;
  partial_refund?: { amount: string; currency: string };
}
export interface RejectBody {
  decision: 'REJECT_REPLACEMENT' | 'REJECT_REFUND' | 'REJECT_RETURN';
  reject_reason: string;
  comment: string;
  images?: { image_id: string; mime_type: string; width: number; height: number }[];
}

export interface TikTokShopApi {
  return(id: string): Promise<ReturnOrder | null>;
  /** Returns that changed at or after `since` (milliseconds), oldest first; `cut`: there are more than these. */
  changed(since: number): Promise<{ returns: ReturnOrder[]; cut: boolean }>;
  records(returnId: string): Promise<Records>;
  order(id: string): Promise<Order | null>;
  /** What may be decided of a return, for each of its lines. */
  reviewDecision(returnId: string): Promise<Judged[][]>;
  /** What may be decided of a return as a whole; says nothing of partial refunds. */
  decisionEligibility(returnId: string): Promise<Judged[]>;
  rejectReasons(returnId: string): Promise<{ name: string; text: string }[]>;
  approve(returnId: string, body: ApproveBody, key: string): Promise<void>;
  reject(returnId: string, body: RejectBody, key: string): Promise<void>;
  /** Answers the image's id. */
  upload(image: EvidenceImage): Promise<string>;
}

interface Call {
  path: string;
  query?: Record<string, string>;
  /** Sent as JSON, by POST. */
  json?: object;
  form?: FormData;
  /** It is asked of the app, not of a shop. */
  ofApp?: true;
}

const RETURNS = '/return_refund/202309/returns';
const LANGUAGE = 'en-US';
const PAGE = '50';
/** A thousand changes in ten minutes: the rest is found by the next look. */
const MOST_PAGES = 20;
const AFTERSALES = '/return_refund';

export function createApi(parts: { config: TikTokShopConfig; tokens: Tokens; wallClock: Clock }): TikTokShopApi {
  const { config, tokens, wallClock } = parts;

  /** Asked once, since it never changes; a failure is asked again. */
  let shopId: string | null = null;

  async function call<T extends z.ZodType>(
    { path, query = {}, json, form, ofApp }: Call,
    shape: T,
  ): Promise<z.output<T>> {
    const token = await tokens.current();
    const body = json ? JSON.stringify(json) : undefined;
    // An image belongs to the app, not to a shop.
    const shop: Record<string, string> = form || ofApp ? {} : { shop_cipher: config.shopCipher };
    const timestamp = String(Math.floor(wallClock.now() / 1_000));
    const asked: Record<string, string> = { ...query, ...shop, app_key: config.appKey, timestamp };
    const sign = signCall({ path, query: asked, ...(body ? { body } : {}) }, config.appSecret);
    const url = new URL(`${config.apiUrl}${path}`);
    url.search = new URLSearchParams({ ...asked, sign }).toString();
    const headers: Record<string, string> = { 'x-tts-access-token': token };
    if (!form) headers['content-type'] = 'application/json';
    const sent = form ?? body;
    return exchange(url, { method: sent ? 'POST' : 'GET', headers, ...(sent ? { body: sent } : {}) }, shape);
  }

  /** Throws MarketplaceError where the app is not authorized for the shop of the cipher. */
  async function idOfShop(): Promise<string> {
    const { shops } = await call({ path: '/authorization/202309/shops', ofApp: true }, Shops);
    const id = shops?.find(({ cipher }) => cipher === config.shopCipher)?.id;
    if (id) return id;
    const detail = 'TikTok Shop names no authorized shop of this cipher';
    throw new MarketplaceError({ kind: 'account', code: 'shop_cipher', detail });
  }

  const search = (json: object, query: Record<string, string> = {}) =>
    call({ path: `${RETURNS}/search`, query: { page_size: PAGE, ...query }, json }, Returns);

  return {
    async return(id) {
      const { return_orders: found } = await search({ return_ids: [id] });
      return found?.find(({ return_id: one }) => one === id) ?? null;
    },
    async changed(since) {
      const returns: ReturnOrder[] = [];
      let page = '';
      for (let pages = 0; pages < MOST_PAGES; pages += 1) {
        const query = { sort_field: 'update_time', sort_order: 'ASC', ...(page ? { page_token: page } : {}) };
        const asked = { return_types: config.types, update_time_ge: Math.floor(since / 1_000) };
        const answer = await search(asked, query);
        returns.push(...(answer.return_orders ?? []));
        page = answer.next_page_token ?? '';
        if (page === '') break;
      }
      return { returns, cut: page !== '' };
    },
    records: (returnId) => call({ path: `${RETURNS}/${returnId}/records`, query: { locale: LANGUAGE } }, Records),
    async order(id) {
      const { orders } = await call({ path: '/order/202309/orders', query: { ids: id } }, Orders);
      return orders?.find((order) => order.id === id) ?? null;
    },
    async reviewDecision(returnId) {
      shopId ??= await idOfShop();
      const query = { seller_id: shopId, return_or_cancel_id: returnId, locale: LANGUAGE };
      const { line_items: lines } = await call({ path: `${AFTERSALES}/202606/review_decision`, query }, ReviewDecision);
      return (lines ?? []).map(({ decisions }) => decisions ?? []);
    },
    async decisionEligibility(returnId) {
      const query = { return_or_cancel_id: returnId, locale: LANGUAGE };
      const path = `${AFTERSALES}/202601/decision_eligibility`;
      return (await call({ path, query }, DecisionEligibility)).decisions ?? [];
    },
    async rejectReasons(returnId) {
      const query = { return_or_cancel_id: returnId, locale: LANGUAGE };
      const { reasons } = await call({ path: '/return_refund/202309/reject_reasons', query }, RejectReasons);
      return (reasons ?? []).map(({ name, text }) => ({ name, text: text ?? '' }));
    },
    async approve(returnId, json, key) {
      await call({ path: `${RETURNS}/${returnId}/approve`, query: { idempotency_key: key }, json }, Nothing);
    },
    async reject(returnId, json, key) {
      await call({ path: `${RETURNS}/${returnId}/reject`, query: { idempotency_key: key }, json }, Nothing);
    },
    async upload({ bytes, mime }) {
      const form = new FormData();
      form.set('use_case', 'DESCRIPTION_IMAGE');
      form.set('data', new Blob([bytes], { type: mime }), `evidence.${mime.slice('image/'.length)}`);
      return (await call({ path: '/product/202309/images/upload', form }, Uploaded)).uri;
    },
  };
}
