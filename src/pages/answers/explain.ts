/** Why something was refused, as a sentence in the reader's words, and at which field it belongs if at any. */
import type { RequestView } from '../../contract/request.ts';
import { fill } from '../../i18n/pages/index.ts';
import type { Refusal } from '../session/calls.ts';
import { type Answering, type Explained, type Field, money } from './answering.ts';

const FIELDS: readonly string[] = [
  'reason',
  'reasonDetail',
  'text',
  'evidence',
  'amount',
  'note',
  'carrier',
  'trackingNumber',
];
const isField = (name: string | undefined): name is Field => name !== undefined && FIELDS.includes(name);

/** `request` is the request as it stands after the refusal. */
export function explain(refusal: Refusal, request: RequestView, desk: Answering): Explained {
  const { strings } = desk;
  if (refusal === 'offline') return { text: strings.refusedOffline };
  const status = { status: desk.status(request) };
  switch (refusal.code) {
    case 'amount_out_of_range':
      return { field: 'amount', text: rangeWords(refusal, request, desk) };
    case 'evidence_required':
      return { field: 'evidence', text: strings.fieldEvidence };
    case 'url_not_allowed':
      return { field: 'evidence', text: strings.fieldLink };
    case 'invalid_body':
      return invalid(refusal, desk);
    case 'conflict':
    case 'version_mismatch':
      return { text: fill(strings.refusedConflict, status) };
    case 'deadline_passed':
      return { text: fill(strings.refusedLate, status) };
    case 'offer_limit_reached':
      return { text: strings.refusedLimit };
    case 'solution_not_allowed':
      return { text: strings.refusedSolution };
    case 'forbidden':
      return { text: strings.refusedForbidden };
    case 'not_found':
      return { text: strings.refusedMissing };
    case 'unauthenticated':
    case 'token_expired':
      return { text: strings.sessionExpired };
    case 'rate_limited':
      return { text: strings.refusedBusy };
    default:
      return { text: desk.otherwise(refusal) };
  }
}

function rangeWords({ min, max }: Exclude<Refusal, 'offline'>, { claimValue }: RequestView, desk: Answering): string {
  if (min === undefined || max === undefined) return desk.strings.fieldInvalid;
  const sum = (amount: number): string => money({ ...claimValue, amount }, desk);
  return fill(desk.strings.fieldRange, { min: sum(min), max: sum(max) });
}

function invalid(refusal: Exclude<Refusal, 'offline'>, { strings, otherwise }: Answering): Explained {
  const field = refusal.errors[0]?.path.split('.')[0];
  if (!isField(field)) return { text: otherwise(refusal) };
  return { field, text: field === 'evidence' ? strings.fieldLink : strings.fieldInvalid };
}
