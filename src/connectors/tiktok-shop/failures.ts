/**
 * What an answer of TikTok Shop's other than success means. Codes from "Common errors" and from the pages of the calls;
 * 36009004 stands for many things, which its message tells apart.
 */
import { type Failure, MarketplaceError } from '../marketplace/port.ts';

const SECOND = 1_000;
const BUSY_MS = 5 * SECOND;
/** The most that a Retry-After can hold us up. */
const LONGEST_WAIT_MS = 15 * 60 * SECOND;

/** Too many calls: of the app, of a development shop. */
const BUSY = new Set([36009002, 36009037]);
const TOKEN = new Set([105001, 105002]);
/** Signature, scopes, shop cipher, allow list, shop closed. */
const ACCOUNT: Readonly<Record<number, string>> = {
  101000: 'token_of_another_shop',
  105005: 'scope_missing',
  106001: 'signature',
  106013: 'shop_cipher',
  25020005: 'no_permission',
  36009033: 'address_not_allowed',
  36009043: 'shop_inactive',
  36009044: 'shop_inactive',
};
/**
 * Of approve and reject: the return's status does not allow the decision, it was made already, an operator has it by now
 * (25011010), or it can no longer be rejected (25011011).
 */
const DECIDED = new Set([25001003, 25011010, 25011011, 25011012, 25011013, 25011025, 25020010]);
/** The decision does not fit returns of this kind, today or ever: of its type, its amount, its several SKUs. */
const UNFIT = new Set([25020004, 25005020, 25005021]);
/** Whether a decision was refused with this code because it does not fit the return, whatever its status. */
export const doesNotFit = (code: number | null | undefined): boolean => typeof code === 'number' && UNFIT.has(code);
const INTERNAL = new Set([25020008, 33001002, 36009003, 36009007]);
const AMBIGUOUS = 36009004;

export interface Refusal {
  /** Of HTTP. */
  status: number;
  /** Of the envelope; null where there was none. */
  code: number | null;
  message: string;
  retryAfter: string | null;
}

export function failureOf({ status, code, message, retryAfter }: Refusal): Failure {
  const detail = `TikTok Shop answered ${code ?? status}: ${message.replace(/\s+/gu, ' ').slice(0, 200)}`;
  if (status === 429 || (code !== null && BUSY.has(code))) {
    const seconds = Number(retryAfter);
    return {
      kind: 'rate_limited',
      retryAfter: seconds > 0 ? Math.min(seconds * SECOND, LONGEST_WAIT_MS) : BUSY_MS,
      detail,
    };
  }
  if (code === null) return { kind: 'uncertain', detail };
  if (TOKEN.has(code)) return { kind: 'token', detail };
  const account = ACCOUNT[code] ?? (code === AMBIGUOUS ? ambiguous(message) : undefined);
  if (account) return { kind: 'account', code: account, detail };
  if (DECIDED.has(code)) return { kind: 'decided', detail };
  if (UNFIT.has(code)) return { kind: 'refused', forGood: true, detail };
  if (INTERNAL.has(code) || status >= 500) return { kind: 'uncertain', detail };
  return { kind: 'refused', detail };
}

function ambiguous(message: string): string | undefined {
  if (/timestamp/iu.test(message)) return 'clock';
  return /app_key|credential|access_token/iu.test(message) ? 'credentials' : undefined;
}

export const uncertain = (detail: string): MarketplaceError =>
  new MarketplaceError({ kind: 'uncertain', detail: `TikTok Shop: ${detail}` });
