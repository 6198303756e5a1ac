/** The calls of the fake TikTok Shop, once it is known who calls. */
import type { FakeReturn } from './fake-return.ts';
import { decisionEligibility, reviewDecision } from './markets.ts';
import { approve, Refused, reject, wireOrder, wireReturn } from './model.ts';

/** A call that was let in. */
export interface Asked {
  url: URL;
  body: Record<string, unknown>;
  form: FormData | null;
}

export interface UploadedImage {
  uri: string;
  useCase: string;
  width: number;
  height: number;
}

interface WorkParts {
  returns: Map<string, FakeReturn>;
  images: UploadedImage[];
  seconds(): number;
  shop: { id: string; cipher: string };
}

/** What "Upload Product Image" takes: sides in pixels, by use case. */
const SIDES: Readonly<Record<string, [number, number]>> = {
  MAIN_IMAGE: [300, 4_000],
  DESCRIPTION_IMAGE: [100, 20_000],
};

export function workOf({ returns, images, seconds, shop }: WorkParts) {
  const answeredKeys = new Map<string, object>();

  function theReturn(id: string | null | undefined): FakeReturn {
    const one = returns.get(id ?? '');
    if (!one) throw new Refused(25001001, 'there is no such return');
    return one;
  }

  function search({ url, body }: Asked): object {
    const { return_ids: ids, update_time_ge: since, return_types: types } = body as Record<string, never[]>;
    const found = [...returns.values()]
      .filter(
        (one) =>
          (!ids || ids.includes(one.id as never)) &&
          (!types || types.includes(one.type as never)) &&
          (since === undefined || one.updated >= Number(since)),
      )
      .sort((a, b) => a.updated - b.updated);
    const from = Number(url.searchParams.get('page_token') ?? '0');
    const until = from + Number(url.searchParams.get('page_size') ?? '10');
    const next = until < found.length ? String(until) : '';
    return {
      return_orders: found.slice(from, until).map(wireReturn),
      total_count: found.length,
      next_page_token: next,
    };
  }

  function decide(one: FakeReturn, verb: string, { url, body }: Asked): object {
    const key = url.searchParams.get('idempotency_key') ?? '';
    const before = answeredKeys.get(key);
    if (before) return before;
    (verb === 'approve' ? approve : reject)(one, body, key);
    one.updated = seconds();
    answeredKeys.set(key, {});
    return {};
  }

  async function upload(form: FormData | null): Promise<object> {
    const file = form?.get('data');
    if (!(file instanceof Blob)) throw new Refused(12052700, 'the file is missing');
    const useCase = String(form?.get('use_case') ?? 'MAIN_IMAGE');
    const [least, most] = SIDES[useCase] ?? [Number.POSITIVE_INFINITY, 0];
    const size = sizeOf(Buffer.from(await file.arrayBuffer()));
    if (!size || Math.min(size.width, size.height) < least || Math.max(size.width, size.height) > most) {
      throw new Refused(12052701, 'the image is not of a size that its use case takes');
    }
    const uploaded = { uri: `tos-maliva-i-of-the-tests/evidence-${images.length + 1}`, useCase, ...size };
    images.push(uploaded);
    return { uri: uploaded.uri, url: 'https://p16.example/evidence', ...size, use_case: useCase };
  }

  function judged(url: URL): object {
    const one = theReturn(url.searchParams.get('return_or_cancel_id'));
    if (url.pathname.endsWith('/decision_eligibility')) return decisionEligibility(one);
    if (url.searchParams.get('seller_id') !== shop.id) throw new Refused(98001004, 'Invalid parameters');
    return reviewDecision(one);
  }

  async function work(asked: Asked): Promise<object> {
    const { url, form } = asked;
    const [, id, verb] =
      /^\/return_refund\/202309\/returns\/(\d+)\/(approve|reject|records)$/u.exec(url.pathname) ?? [];
    switch (url.pathname) {
      case '/authorization/202309/shops':
        return { shops: [{ ...shop, name: 'Bowls', region: 'TH', seller_type: 'LOCAL' }] };
      case '/return_refund/202309/returns/search':
        return search(asked);
      case '/return_refund/202309/reject_reasons':
        return { reasons: theReturn(url.searchParams.get('return_or_cancel_id')).rejectReasons };
      case '/return_refund/202606/review_decision':
      case '/return_refund/202601/decision_eligibility':
        return judged(url);
      case '/order/202309/orders': {
        const ids = (url.searchParams.get('ids') ?? '').split(',');
        return { orders: [...returns.values()].filter(({ orderId }) => ids.includes(orderId)).map(wireOrder) };
      }
      case '/product/202309/images/upload':
        return upload(form);
    }
    const one = theReturn(id);
    if (verb !== 'records') return decide(one, verb ?? '', asked);
    const pictures = one.images.map((image) => ({ url: image, width: 800, height: 600 }));
    const said = { event: 'ORDER_RETURN', role: 'BUYER', note: one.note, images: pictures, create_time: one.created };
    return { records: [said] };
  }

  return { work, theReturn };
}

/** Of a PNG, from its header; null for what is none. */
function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return null;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
