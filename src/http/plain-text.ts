/** Answers that are the same for everyone and change only with a release. */
import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { isNoneMatch } from './etag.ts';
import { localsOf } from './locals.ts';

/** Serves a text that is made at the first call and kept; browsers keep it too and ask whether it changed. */
export function serveText(route: string, contentType: string, make: () => string): RequestHandler {
  let made: { body: string; etag: string } | undefined;
  return (req, res) => {
    localsOf(res).route = route;
    if (!made) {
      const body = make();
      made = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
    }
    res.set({ ETag: made.etag, 'Cache-Control': 'no-cache', 'Content-Type': contentType });
    if (isNoneMatch(req.get('if-none-match'), made.etag)) {
      res.status(304).end();
      return;
    }
    res.end(made.body);
  };
}
