/**
 * Submitted dialogs. Slack wants its answer within three seconds and the storage may take longer, so the two race:
 *
 * - in time: what is wrong appears at its field, or the dialog closes;
 * - late: the dialog says that it takes a moment, and is told the outcome when that is known.
 *
 * The work is the same one promise either way: it is done once, and nobody's answer is lost.
 */
import type { AllMiddlewareArgs, App, SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { nameOf, type Values } from '../blocks/modals/fields.ts';
import { doneModal, refusedModal, workingModal } from '../blocks/modals/notice.ts';
import type { Words } from '../blocks/words.ts';
import { personIn, type SlackPerson } from '../people.ts';
import { arrivalOf, faultOf, inTime, pause } from './delivery.ts';
import type { ListenerParts } from './parts.ts';
import { type Answers, type Origin, placeFrom } from './place.ts';
import type { ShopRequests } from './shop-requests.ts';

type SubmitArgs = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs;

export interface Submission {
  person: SlackPerson;
  client: SubmitArgs['client'];
  view: View;
  arrivedAt: string;
}

/** What came of a submission. */
interface Verdict {
  words: Words;
  /** Where the dialog was opened; null where it does not say. */
  origin: Origin | null;
  /** What is wrong, by field; null where it was done. */
  errors: Record<string, string> | null;
  /** Runs after Slack was answered. */
  afterwards?(): Promise<void>;
}

/** Carries a submission out. May reject; then the person is asked to try again. */
export type Handler = (submission: Submission) => Promise<Verdict>;

export const ACK_WITHIN_MS = 2_000;
const STALE = 'what a form was opened from could not be brought up to date';

type View = SubmitArgs['view'];

/** What was entered, by field. */
export const valuesOf = ({ state }: View): Values =>
  Object.fromEntries(Object.entries(state.values as unknown as Values).map(([id, held]) => [nameOf(id), held]));

/** The sentence at this field; at the first one where the form has no such field, or none in particular is meant. */
export function atField({ blocks }: View, field: string | null, sentence: string): Record<string, string> {
  const inputs = blocks.filter(({ type }) => type === 'input').map(({ block_id }) => nameOf(block_id));
  const at = field !== null && inputs.includes(field) ? field : (inputs[0] ?? '');
  return { [at]: sentence };
}

/** The same at the blocks in which the fields stand by now. */
function atBlocks({ blocks }: View, errors: Record<string, string>): Record<string, string> {
  const standing = new Map(blocks.map(({ block_id = '' }) => [nameOf(block_id), block_id]));
  return Object.fromEntries(Object.entries(errors).map(([name, sentence]) => [standing.get(name) ?? name, sentence]));
}

export interface SubmitParts {
  parts: ListenerParts;
  requests: ShopRequests;
  answers: Answers;
  /** By `callback_id`; undefined for dialogs that only tell something. */
  handlerOf(callbackId: string): Handler | undefined;
}

export function listenToSubmissions(app: App, { parts, requests, answers, handlerOf }: SubmitParts): void {
  const ackWithin = parts.ackWithin ?? ACK_WITHIN_MS;

  async function decide(handler: Handler, submission: Submission): Promise<Verdict> {
    try {
      return await handler(submission);
    } catch (error) {
      const { person, view } = submission;
      parts.log.error({ form: view.callback_id, ...faultOf(error) }, 'a form from Slack could not be carried out');
      const words = requests.lastWords(person);
      return { words, origin: null, errors: atField(view, null, words.say('reply.sorry')) };
    }
  }

  /** Into the dialog that waits; where that was closed meanwhile, beside what it was opened from. */
  async function tellLate({ words, errors, origin }: Verdict, { client, person, view }: Submission): Promise<void> {
    const sentence = errors && Object.values(errors).join(' ');
    const outcome = sentence ? refusedModal(sentence, words) : doneModal(words);
    try {
      await client.views.update({ view_id: view.id, view: outcome });
    } catch (error) {
      parts.log.warn(
        { form: view.callback_id, ...faultOf(error) },
        'a dialog that was told late is not there any more',
      );
      if (!origin || !sentence) return;
      await answers.tell(placeFrom(origin, person, client), sentence, words);
    }
  }

  app.view({ type: 'view_submission' }, async (args) => {
    const { ack, body, view, client, context } = args as SubmitArgs;
    const handler = handlerOf(view.callback_id);
    if (!handler) return ack();
    const submission = { person: personIn(body), client, view, arrivedAt: arrivalOf(context, parts.clock) };
    const deciding = decide(handler, submission);
    let verdict = await inTime(deciding, ackWithin);
    if (verdict) {
      await ack(verdict.errors ? { response_action: 'errors', errors: atBlocks(view, verdict.errors) } : undefined);
    } else {
      await ack({ response_action: 'update', view: workingModal(requests.lastWords(submission.person)) });
      verdict = await deciding;
      // Slack has to have shown the one view before it is given the next.
      await pause(ackWithin / 4);
      await tellLate(verdict, submission);
    }
    await verdict.afterwards?.().catch((error) => parts.log.warn({ form: view.callback_id, ...faultOf(error) }, STALE));
  });
  app.view({ type: 'view_closed' }, async ({ ack }) => ack());
}
