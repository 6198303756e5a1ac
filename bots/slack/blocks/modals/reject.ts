/** Rejecting: the reason, what the buyer will read, and links to evidence. */

import { marketReasons, mustNameDetail, oneLine, type RejectReason, WebUrl } from '../../../../src/bot.ts';
import { actionId } from '../actions.ts';
import type { KnownBlock, ModalView, Read, RequestModel } from '../model.ts';
import { cut, plainText } from '../safe.ts';
import type { Words } from '../words.ts';
import { about, chosen, dialog, FIELD, Form, field, option, remark, textInput, typed, type Values } from './fields.ts';
import { encodeRef, type ModalRef } from './ref.ts';
import { savedReplies } from './saved.ts';

/** Fields of the command RejectRequest. */
export interface RejectFields {
  reason: RejectReason;
  reasonDetail?: string;
  text: string;
  evidence?: string[];
}

const LONGEST_TEXT = 1000;
const MOST_LINKS = 20;

export function rejectModal(model: RequestModel, words: Words, ref: ModalRef): ModalView {
  const { say } = words;
  const reasons = model.terms.rejectReasons.map(({ code }) => option(reasonText(code, words), code));
  return dialog(
    {
      name: 'reject',
      metadata: encodeRef(ref),
      blocks: [
        about(model, words),
        remark(say('modal.reject.about'), 'remark'),
        field({
          name: 'reason',
          label: say('modal.reject.reason'),
          element: { type: 'static_select', action_id: FIELD, options: reasons },
        }),
        ...detailField(model, words),
        ...savedReplies(model, words),
        field({ name: 'text', label: say('modal.reject.text'), element: textInput(LONGEST_TEXT, true) }),
        field({
          name: 'evidence',
          label: say('modal.reject.evidence'),
          hint: evidenceHint(model, words),
          optional: true,
          element: textInput(3000, true),
        }),
        ...photosElsewhere(model, words),
      ],
    },
    words,
  );
}

/** Photos are added where the chat's are seen: on the shop's page, with this request open. */
function photosElsewhere({ page: url }: RequestModel, words: Words): KnownBlock[] {
  if (!url) return [];
  const text = plainText(words.say('modal.reject.photos'), 75);
  const button = { type: 'button', action_id: actionId('page'), text, url } as const;
  return [{ type: 'actions', block_id: 'photos', elements: [button] }];
}

/** Slack takes at most a hundred options of at most 75 characters. */
const LONGEST_OPTION = 75;

/** The marketplace's own reasons, where it takes no others. */
function detailField({ request }: RequestModel, { say }: Words) {
  const known = marketReasons(request.allowed);
  if (known.length === 0) return [];
  const options = known.map(({ text, code }, at) => option(cut(text || code, LONGEST_OPTION), String(at)));
  const element = { type: 'static_select', action_id: FIELD, options } as const;
  return [field({ name: 'detail', label: say('modal.reject.detail'), optional: true, element })];
}

const reasonText = (code: RejectReason, words: Words): string => {
  const text = words.shared(`rejectReason.${code}`);
  return text.charAt(0).toLocaleUpperCase(words.locale) + text.slice(1);
};

function evidenceHint({ terms }: RequestModel, words: Words): string {
  const needing = terms.rejectReasons.filter(({ evidence }) => evidence).map(({ code }) => reasonText(code, words));
  const required = words.say('modal.reject.evidenceRequired', { reasons: needing.join(', ') });
  return [words.say('modal.reject.evidenceHint'), ...(needing.length > 0 ? [required] : [])].join(' ');
}

export function readReject(values: Values, { terms, request }: RequestModel, words: Words): Read<RejectFields> {
  const form = new Form(values, words);
  const code = chosen(values, 'reason');
  const reason = terms.rejectReasons.find((known) => known.code === code);
  if (!reason) form.fail('reason', words.say('field.choose'));
  const picked = chosen(values, 'detail');
  const detail = marketReasons(request.allowed).find((_, at) => String(at) === picked);
  if (reason && !detail && mustNameDetail(request.allowed, reason.code)) form.fail('detail', words.say('field.choose'));
  const text = form.neededText('text', LONGEST_TEXT);
  const evidence = readLinks(form, typed(values, 'evidence'));
  if (reason?.evidence && evidence.length === 0) form.fail('evidence', words.say('refused.evidence_required'));
  return form.read(
    reason && text
      ? {
          reason: reason.code,
          ...(detail ? { reasonDetail: detail.code } : {}),
          text,
          ...(evidence.length > 0 ? { evidence } : {}),
        }
      : undefined,
  );
}

/** One link a line, or with spaces between them. */
function readLinks(form: Form, text: string): string[] {
  const links = text.split(/\s+/u).filter(Boolean);
  const wrong = links.find((link) => !WebUrl.safeParse(link).success);
  if (wrong) form.fail('evidence', form.words.say('field.link', { link: cut(oneLine(wrong), 100) }));
  if (links.length > MOST_LINKS) form.fail('evidence', form.words.say('field.tooManyLinks', { max: MOST_LINKS }));
  return links;
}
