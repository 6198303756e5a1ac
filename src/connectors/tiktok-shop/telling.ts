/** How decisions are put to TikTok Shop, for a replacement request. */
import { clean, cut } from '../../application/cards/plain.ts';
import { type Decision, MarketplaceError } from '../marketplace/port.ts';
import type { RejectBody, TikTokShopApi } from './api.ts';
import type { FetchEvidence } from './evidence.ts';
import { writeMoney } from './money.ts';
import { rejectReasonOf } from './reasons.ts';

/** No limit is documented; what is longer than this was refused to others. */
const MOST_COMMENT = 500;
const MOST_IMAGES = 5;

type Rejection = Extract<Decision, { kind: 'reject' }>;

export interface TellingParts {
  api: TikTokShopApi;
  fetchEvidence: FetchEvidence;
}

export function createTelling({ api, fetchEvidence }: TellingParts) {
  async function reject(returnId: string, { reason, text, evidence }: Rejection, key: string): Promise<void> {
    const name = rejectReasonOf(reason, await api.rejectReasons(returnId));
    if (!name)
      throw new MarketplaceError({ kind: 'decided', detail: 'TikTok Shop offers no reason to reject this return' });
    const images: NonNullable<RejectBody['images']> = [];
    /** What is no picture is said in words. */
    const links: string[] = [];
    for (const url of evidence.slice(0, MOST_IMAGES)) {
      const image = await fetchEvidence(url);
      if (image) images.push({ image_id: await api.upload(image), mime_type: image.mime });
      else links.push(url);
    }
    const comment = cut([clean(text), ...links, ...evidence.slice(MOST_IMAGES)].join('\n'), MOST_COMMENT);
    const decision = 'REJECT_REPLACEMENT' as const;
    const body = { decision, reject_reason: name, comment, ...(images.length > 0 ? { images } : {}) };
    await api.reject(returnId, body, key);
  }

  return (returnId: string, decision: Decision, key: string): Promise<void> => {
    switch (decision.kind) {
      case 'approve':
        return api.approve(returnId, { decision: 'APPROVE_REPLACEMENT' }, key);
      case 'refund':
        return api.approve(returnId, { decision: 'ISSUE_REPLACEMENT_REFUND' }, key);
      case 'offer': {
        const { amount } = decision;
        const partial = { amount: writeMoney(amount), currency: amount.currency };
        return api.approve(returnId, { decision: 'OFFER_PARTIAL_REFUND', partial_refund: partial }, key);
      }
      case 'reject':
        return reject(returnId, decision, key);
    }
  };
}
