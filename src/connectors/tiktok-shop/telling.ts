/** How decisions are put to TikTok Shop, for each kind of return. */
import { clean, cut } from '../../application/cards/plain.ts';
import type { Picture } from '../marketplace/notes.ts';
import { type Decision, MarketplaceError, type Tries } from '../marketplace/port.ts';
import type { ApproveBody, RejectBody, TikTokShopApi } from './api.ts';
import type { ReturnType } from './config.ts';
import type { FetchEvidence } from './evidence.ts';
import { writeMoney } from './money.ts';
import { rejectReasonOf } from './reasons.ts';
import type { ReturnOrder } from './wire.ts';

/** No limit is documented; what is longer than this was refused to others. */
const MOST_COMMENT = 500;
/** Of the comment, for links. */
const MOST_LINKS = 300;
const MOST_IMAGES = 5;
/** A picture that cannot be uploaded is not to hold up the rejection for longer. */
const MOST_FAILURES = 3;

interface Names {
  approve: ApproveBody['decision'];
  refund: ApproveBody;
  reject: RejectBody['decision'];
}
/** To approve is to give what was asked for, which the clock does too. */
const DECISIONS: Readonly<Record<ReturnType, Names>> = {
  REPLACEMENT: {
    approve: 'APPROVE_REPLACEMENT',
    refund: { decision: 'ISSUE_REPLACEMENT_REFUND' },
    reject: 'REJECT_REPLACEMENT',
  },
  REFUND: { approve: 'APPROVE_REFUND', refund: { decision: 'APPROVE_REFUND' }, reject: 'REJECT_REFUND' },
  RETURN_AND_REFUND: {
    approve: 'APPROVE_RETURN',
    refund: { decision: 'APPROVE_RETURN', buyer_keep_item: true },
    reject: 'REJECT_RETURN',
  },
};

type Rejection = Extract<Decision, { kind: 'reject' }>;

export interface TellingParts {
  api: TikTokShopApi;
  fetchEvidence: FetchEvidence;
}

export function createTelling({ api, fetchEvidence }: TellingParts) {
  /**
   * What the picture of a link is called at TikTok Shop; null where it is none, or TikTok Shop does not take it. Throws
   * MarketplaceError where it may be taken at another try, as long as there is time for one.
   */
  async function imageOf(url: string, { pictures, isUrgent }: Tries): Promise<Picture | null> {
    const known = pictures.known[url];
    if (known !== undefined) return known;
    const image = await fetchEvidence(url);
    try {
      const picture = image && { id: await api.upload(image), mime: image.mime, ...sizeOf(image) };
      pictures.known[url] = picture;
      pictures.failures = 0;
      return picture;
    } catch (error) {
      if (!(error instanceof MarketplaceError)) throw error;
      const { kind } = error.failure;
      const isFinal = kind === 'refused' || kind === 'account';
      if (isFinal) pictures.known[url] = null;
      else pictures.failures += 1;
      if (isFinal || isUrgent || pictures.failures >= MOST_FAILURES) return null;
      throw error;
    }
  }

  /** Never another than what the seller meant: a buyer is not told an untrue reason. */
  async function reasonOf(wire: ReturnOrder, { reason, reasonDetail }: Rejection): Promise<string> {
    const name = reasonDetail ?? rejectReasonOf(reason, await api.rejectReasons(wire.return_id));
    if (name) return name;
    const detail = `TikTok Shop offers no reason that says ${reason}: reject the return in the Seller Center`;
    throw new MarketplaceError({ kind: 'refused', forGood: true, detail });
  }

  async function reject(wire: ReturnOrder, decision: Rejection, key: string, tries: Tries): Promise<void> {
    const { text, evidence } = decision;
    const name = await reasonOf(wire, decision);
    const images: NonNullable<RejectBody['images']> = [];
    /** What is no picture there is said in words; all of it where TikTok Shop refused it with pictures. */
    const links: string[] = [];
    for (const url of evidence) {
      const picture = images.length < MOST_IMAGES && tries.refusals === 0 ? await imageOf(url, tries) : null;
      if (picture) images.push({ image_id: picture.id, mime_type: picture.mime, ...sizeOf(picture) });
      else links.push(url);
    }
    const body: RejectBody = {
      decision: DECISIONS[wire.return_type as ReturnType].reject,
      reject_reason: name,
      comment: commentOf(clean(text), links),
      ...(images.length > 0 ? { images } : {}),
    };
    await api.reject(wire.return_id, body, key);
  }

  return (wire: ReturnOrder, decision: Decision, key: string, tries: Tries): Promise<void> => {
    const id = wire.return_id;
    const names = DECISIONS[wire.return_type as ReturnType];
    switch (decision.kind) {
      case 'approve':
        return api.approve(id, { decision: names.approve }, key);
      case 'refund':
        return api.approve(id, names.refund, key);
      case 'offer': {
        const { amount } = decision;
        const partial = { amount: writeMoney(amount), currency: amount.currency };
        return api.approve(id, { decision: 'OFFER_PARTIAL_REFUND', partial_refund: partial }, key);
      }
      case 'reject':
        return reject(wire, decision, key, tries);
    }
  };
}

const sizeOf = ({ width, height }: { width: number; height: number }) => ({ width, height });

/** The seller's words, cut rather than the links: a picture that nobody can open says nothing. */
function commentOf(text: string, links: string[]): string {
  const shown: string[] = [];
  for (const link of links) if ([...shown, link].join('\n').length <= MOST_LINKS) shown.push(link);
  const end = shown.map((link) => `\n${link}`).join('');
  return cut(text, MOST_COMMENT - end.length) + end;
}
