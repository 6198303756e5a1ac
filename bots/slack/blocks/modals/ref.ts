/** What a dialog is about and where it was opened from, in its `private_metadata`: the answer has to find its way back. */
import { z } from 'zod';
import { Id } from '../../../../src/bot.ts';
import { parsed } from '../actions.ts';
import type { Target } from '../model.ts';

interface Origin {
  /** The channel and message whose button was pressed. */
  channel?: string;
  ts?: string;
  /** Where an answer may be sent for half an hour; the only way into an ephemeral message. */
  responseUrl?: string;
  /** It was opened from App Home. */
  home?: true;
}
export interface ModalRef extends Target, Origin {
  /** What could be refunded when the dialog was opened, in minor units: the amounts it shows follow from it. */
  refundable?: number;
}
/** The same for a shop's settings. */
export type SettingsRef = { sellerId: string } & Origin;

const LONGEST_URL = 500;
const LONGEST = 3000;
const origin = {
  channel: z.string().max(32).optional(),
  ts: z.string().max(32).optional(),
  responseUrl: z.url().max(LONGEST_URL).optional(),
  home: z.literal(true).optional(),
};
const RefShape = z.strictObject({
  requestId: Id,
  version: z.int().min(1),
  offerId: Id.optional(),
  refundable: z.int().min(0).optional(),
  ...origin,
});
const SettingsShape = z.strictObject({ sellerId: Id, ...origin });

const present = (ref: object): object =>
  Object.fromEntries(Object.entries(ref).filter(([, value]) => value !== undefined));

/** A response URL that is too long for the metadata is left out: the answer then goes another way. */
function encode(ref: Origin): string {
  const { responseUrl, ...rest } = ref;
  const fits = responseUrl !== undefined && responseUrl.length <= LONGEST_URL;
  return JSON.stringify(present(fits ? { ...rest, responseUrl } : rest));
}

function decode<T extends z.ZodType>(shape: T, text: unknown): z.output<T> | null {
  if (typeof text !== 'string' || text.length > LONGEST) return null;
  return shape.safeParse(parsed(text)).data ?? null;
}

export const encodeRef = (ref: ModalRef): string => encode(ref);
/** Null for anything that `encodeRef` does not write. */
export const decodeRef = (text: unknown): ModalRef | null => decode(RefShape, text);
export const encodeSettingsRef = (ref: SettingsRef): string => encode(ref);
export const decodeSettingsRef = (text: unknown): SettingsRef | null => decode(SettingsShape, text);
