/**
 * `/o/:token`, the page of an answer link. `GET` only shows, however often a chat's preview fetches it; `POST` answers,
 * as the buyer, and then sends the browser back to the page, which shows the outcome.
 *
 * The token is the permission and is in no cookie, so no other site can post with it; the page cannot be framed. It is
 * kept out of logs, caches, search engines and referrers.
 */
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
} from 'express';
import { z } from 'zod';
import { type AnswerLink, buyerReader, readAnswerLink } from '../../application/answer-links.ts';
import { sheetOf } from '../../application/cards/sheet.ts';
import { createDesk } from '../../application/desk.ts';
import { shopNames } from '../../application/request-views.ts';
import { type SettledReader, voiceOf } from '../../application/voice.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { Offer } from '../../contract/request.ts';
import { asWritten } from '../../contract/written.ts';
import { allowedActions } from '../../domain/actions.ts';
import type { RequestCommand } from '../../domain/command.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { RequestState } from '../../domain/request.ts';
import { type Say, sayIn } from '../../i18n/catalogue.ts';
import { timesOf } from '../../i18n/time-words.ts';
import { localsOf } from '../locals.ts';
import { languageFor } from '../nowhere-page.ts';
import type { HttpParts } from '../parts.ts';
import { problemOf } from '../problems.ts';
import { limitCalls } from '../security.ts';
import { LONGEST_REASON, offerPage, type PageView, pagePolicy, plainPage } from './answer-link-page.ts';

const ANSWER_PATH = '/o/:token';
const FORM_LIMIT = 4096;

const Answer = z.enum(['accept', 'reject', 'cancel']);
const Form = z.object({ answer: Answer, text: z.string().default('').transform(asWritten) });
const Confirm = Answer.optional().catch(undefined);

/** A link that was read, with the request it is about. */
interface Visit {
  state: RequestState;
  offer: Offer;
  reader: SettledReader;
  sellerName: string | undefined;
  say: Say;
  token: string;
}

type Handler = RequestHandler<{ token: string }>;

export function mountAnswerLinks(app: Express, parts: HttpParts): void {
  const desk = createDesk({ ...parts, show: (state) => state });
  const { visit, show, unknown, failed } = createPages(parts);

  const get: Handler = async (req, res) => {
    const visited = await visit(req.params.token);
    if (!visited) return unknown(req, res);
    show(res, 200, visited, { confirm: Confirm.parse(req.query.confirm) });
  };

  const post: Handler = async (req, res) => {
    const { token } = req.params;
    const visited = await visit(token);
    if (!visited) return unknown(req, res);
    const form = Form.safeParse(req.body);
    // A form of somebody's own making, or none: show what there is to answer.
    if (!form.success) return show(res, 400, visited);
    const { answer, text } = form.data;
    const { state, offer, reader, say } = visited;
    if (text.length > LONGEST_REASON) return show(res, 400, visited, { confirm: answer, told: tooLong(say) });
    const { arrivedAt } = localsOf(res);
    const served = await desk.serve(state.id, commandOf(form.data, offer.id), { caller: reader.caller, arrivedAt });
    // Seen from the page itself, the way back is its own last segment: it holds behind any proxy's prefix.
    if (served.ok) return void res.status(303).set('Location', token).end();
    show(res, 409, (await visit(token)) ?? visited, { told: refusalText(served.refusal, answer, say) });
  };

  const prepare = prepareLinkPage(ANSWER_PATH);
  const readForm = express.urlencoded({ extended: false, limit: FORM_LIMIT, parameterLimit: 10 });
  const limits = limitCalls(parts, 'answer-links');
  app.get(ANSWER_PATH, prepare, ...limits, get);
  app.post(ANSWER_PATH, prepare, ...limits, readForm, post);
  app.use('/o', failed);
}

/** Notes the route, so that logs and metrics name it and not the token, and what browsers may do with the page. */
export function prepareLinkPage(route: string): Handler {
  const headers = {
    'Content-Security-Policy': pagePolicy(),
    'X-Frame-Options': 'DENY',
    'X-Robots-Tag': 'noindex, nofollow',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
  return (_req, res, next) => {
    localsOf(res).route = route;
    res.set(headers);
    next();
  };
}

/** Looks up what a token is for, and shows it. */
function createPages({ config, store, clock }: HttpParts) {
  const send = (res: Response, status: number, html: string): void => {
    res.status(status).set('Content-Type', 'text/html; charset=utf-8').end(html);
  };

  async function visit(token: string): Promise<Visit | null> {
    const link = await readAnswerLink(token, config.secrets, clock.now());
    const loaded = link && (await store.requests.load(link.requestId));
    const offer = loaded && offerOf(loaded.state, link);
    if (!offer) return null;
    const reader = buyerReader(loaded.state);
    const names = await shopNames(store.directory, [loaded.state]);
    const sellerName = names.get(loaded.state.facts.sellerId);
    return { state: loaded.state, offer, reader, sellerName, say: sayIn(reader.locale), token };
  }

  /** The offer; with `confirm` the question whether that answer is meant; with `told` why one did not count. */
  function show(res: Response, status: number, visited: Visit, extra: Pick<PageView, 'confirm' | 'told'> = {}): void {
    const { state, offer, reader, sellerName, say, token } = visited;
    const sheet = sheetOf(state, offer, reader, clock.now(), { sellerName });
    const at = new Date(clock.now()).toISOString();
    const mayCancel = allowedActions(state, 'buyer', at).includes('cancel');
    const due = moneyDue(visited, at);
    const timed = sheet.deadline ?? due ?? saysWhen(state, offer);
    const times = timed ? timesOf(reader.zone, sheet.locale, clock.now()) : undefined;
    send(res, status, offerPage({ sheet, say, token, due, times, mayCancel, ...extra }));
  }

  function unknown(req: Request, res: Response): void {
    const locale = languageFor(req);
    const say = sayIn(locale);
    send(res, 404, plainPage(locale, say('link.unknown.title'), say('link.unknown.text')));
  }

  /** A page for people even where something went wrong; what nobody foresaw is logged. */
  const failed: ErrorRequestHandler = async (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const { status, headers } = problemOf(error, req);
    if (status === 404) return unknown(req, res);
    const visited = status === 413 ? await visit(req.path.slice(1)) : null;
    if (visited) return show(res, status, visited, { confirm: 'reject', told: tooLong(visited.say) });
    if (status >= 500) res.err = error instanceof Error ? error : new Error(String(error));
    const locale = languageFor(req);
    res.set(headers);
    send(res, status, plainPage(locale, sayIn(locale)('link.refused.sorry')));
  };

  return { visit, show, unknown, failed };
}

function commandOf({ answer, text }: z.output<typeof Form>, offerId: string): RequestCommand {
  const said = text ? { text } : {};
  if (answer === 'accept') return { type: 'AcceptOffer', offerId };
  return answer === 'cancel' ? { type: 'CancelRequest', ...said } : { type: 'RejectOffer', offerId, ...said };
}

/** The link's offer, if it is one that the shop made to the link's buyer in this request. */
const offerOf = (state: RequestState, { offerId, buyerId }: AnswerLink): Offer | undefined =>
  state.facts.buyerId === buyerId ? state.offers.find(({ id, by }) => id === offerId && by === 'seller') : undefined;

/** Until when the money of this offer is to be there, while that lies ahead. */
function moneyDue({ state: { status, deadline, offers }, offer, reader, say }: Visit, at: Instant): string | undefined {
  if (status !== 'settling' || !deadline || deadline.at <= at || offers.at(-1) !== offer) return undefined;
  return say('link.moneyBy', { time: voiceOf(reader).until(deadline.at) });
}

/** Whether what came of the offer says until when somebody acts. */
const saysWhen = ({ status, offers }: RequestState, offer: Offer): boolean =>
  offers.at(-1) === offer && (status === 'awaiting_seller' || status === 'awaiting_shipment');

const tooLong = (say: Say): string => say('link.refused.tooLong', { max: LONGEST_REASON });

function refusalText({ code }: Refusal, answer: z.output<typeof Answer>, say: Say): string {
  if (answer === 'cancel') return say(code === 'conflict' ? 'link.refused.cancel' : 'link.refused.sorry');
  if (code === 'deadline_passed') return say('link.refused.late');
  return say(code === 'conflict' ? 'link.refused.closed' : 'link.refused.sorry');
}
