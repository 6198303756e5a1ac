/** Problems on their way out: RFC 9457 documents, and the last two handlers of the app. */
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import { type Problem, problemDocument } from '../contract/problem.ts';
import { localsOf } from './locals.ts';
import { sendNowherePage, wantsPage } from './nowhere-page.ts';
import { nowhere, type ProblemError, problemOf } from './problems.ts';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** `requestId` is the id of the log line, so that a reader can quote it. */
export const documentOf = ({ code, message, extra }: ProblemError, requestId: string): Problem => ({
  ...problemDocument(code, message, extra),
  requestId,
});

function sendProblem(res: Response, problem: ProblemError): void {
  res.status(problem.status).set(problem.headers).set('Cache-Control', 'no-store').set('Content-Type', PROBLEM_TYPE);
  res.end(JSON.stringify(documentOf(problem, localsOf(res).requestId)));
}

export const unknownRoute: RequestHandler = (req, res) => {
  if (wantsPage(req)) return sendNowherePage(req, res);
  throw nowhere(req);
};

/** The last handler: whatever was thrown becomes a problem; what nobody foresaw is logged and told without its stack. */
export const problemHandler: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error);
  const problem = problemOf(error, req);
  if (problem.status >= 500) res.err = error instanceof Error ? error : new Error(String(error));
  sendProblem(res, problem);
};
