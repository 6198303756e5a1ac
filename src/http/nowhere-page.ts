/** What a person's browser shows where nothing is: programs, and whatever asks under `/v1`, get a problem document. */
import type { Request, Response } from 'express';
import { sayIn } from '../i18n/catalogue.ts';
import { LANGUAGES } from '../i18n/languages.ts';
import { pagePolicy, plainPage } from './routes/answer-link-page.ts';

/** In this order a caller that takes anything gets a problem document. */
const KINDS = ['application/problem+json', 'application/json', 'text/html'];

/** Whether it is a browser that wants to show a page. */
export const wantsPage = (req: Request): boolean =>
  (req.method === 'GET' || req.method === 'HEAD') &&
  !/^\/v1(?:\/|$)/u.test(req.path) &&
  req.accepts(KINDS) === 'text/html';

/** Without anything else that tells a person's language, the browser's. */
export const languageFor = (req: Pick<Request, 'acceptsLanguages'>): string =>
  req.acceptsLanguages([...LANGUAGES]) || 'en';

export function sendNowherePage(req: Request, res: Response): void {
  const locale = languageFor(req);
  const say = sayIn(locale);
  res.status(404).set({
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': pagePolicy(),
    'Cache-Control': 'no-store',
    Vary: 'Accept, Accept-Language',
  });
  res.end(plainPage(locale, say('nowhere.title'), say('nowhere.text')));
}
