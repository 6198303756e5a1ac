/**
 * What an answer needs of whoever gives it: their words and how they read, and what becomes of it. Shops and agents give
 * the same answers in the same forms; what differs between them stands here.
 */
import type { TemplateResult } from 'lit';
import type { AttachmentView } from '../../contract/attachment.ts';
import type { OddsView } from '../../contract/odds.ts';
import type { Duration, Policy } from '../../contract/policy.ts';
import type { Money } from '../../contract/primitives.ts';
import type { Action, RequestView } from '../../contract/request.ts';
import { formatMoney } from '../../i18n/format.ts';
import { formattingTag } from '../../i18n/languages.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Refusal } from '../session/calls.ts';

/** In whose words, in which format. */
export interface Wording {
  strings: SellerStrings;
  locale: string;
}

export interface Answering extends Wording {
  /** IANA zone of the exact moments. */
  zone: string;
  /** The server's clock, in milliseconds since the epoch. */
  now(): number;
  /** In whose name photos are sent. */
  token(): string;
  /** Asks something of a request, such as `approve`; answers why it was refused, or nothing where it took effect. */
  act(requestId: string, path: string, body: object): Promise<Refusal | undefined>;
  /** How often offers like those on this request were accepted; undefined where that cannot be had. */
  odds(requestId: string): Promise<OddsView | undefined>;
  /** The photos in a request's chat, newest first; none where they could not be had. */
  photos(conversationId: string): Promise<readonly AttachmentView[]>;
  /** The request as it is known now. */
  latest(requestId: string): RequestView | undefined;
  /** What the button of an action says. */
  label(action: Action, amount: string): string;
  /** The state of a request in two or three words. */
  status(request: RequestView): string;
  /** A refusal that has no words of its own. */
  otherwise(refusal: Exclude<Refusal, 'offline'>): string;
  /** Answers that only this side gives. */
  own?: Readonly<Partial<Record<Action, Panel>>>;
}

/** Why something was refused, and at which field it belongs if at any. */
export type Field = 'reason' | 'reasonDetail' | 'text' | 'evidence' | 'amount' | 'note' | 'carrier' | 'trackingNumber';
export interface Explained {
  field?: Field;
  text: string;
}

export interface PanelState {
  request: RequestView;
  desk: Answering;
  refused: Explained | undefined;
  /** The reason chosen so far, when rejecting. */
  reason: string;
  chooseReason: (reason: string) => void;
}

/** What is to be sent, or what is wrong with it. */
type Ask = { path: string; body: object } | Explained;

export interface Panel {
  body: (state: PanelState) => TemplateResult;
  confirm: (state: PanelState) => string;
  danger?: true;
  /** What puts it away, where *Cancel* could be taken for what it asks. */
  putAway?: string;
  read: (entry: (name: string) => string, state: PanelState) => Ask;
}

export const money = (value: Money, { locale }: Pick<Wording, 'locale'>): string => formatMoney(value, locale);

/** The rules the request opened with. */
export const policyOf = ({ policy }: RequestView): Policy => policy as Policy;

const UNITS = { working_day: 'day', calendar_day: 'day', hour: 'hour', minute: 'minute', second: 'second' } as const;

/** `2 days, counting working days`, `8 hours`. */
export function span({ value, unit }: Duration, { locale, strings }: Wording): string {
  const format = new Intl.NumberFormat(formattingTag(locale), {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: 'long',
  });
  const text = format.format(value);
  return unit === 'working_day' ? fill(strings.workingDays, { days: text }) : text;
}
