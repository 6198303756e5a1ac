/** Opens a page's line to a namespace of the server: by WebSocket, or over HTTP where there is none to be had. */
import { AskedLine, type Asking } from './asked-line.ts';
import { EitherLine } from './either-line.ts';
import { Http } from './http.ts';
import type { Line, LineEvents } from './line.ts';
import { Link } from './link.ts';
import type { Said } from './said.ts';

export interface LineOptions {
  /** The server's origin. */
  url: string;
  namespace: string;
  /** Asked at every try and call: tokens are renewed meanwhile. */
  token(): string;
  /** In which language and zone the page speaks to its reader. */
  says?(): Said;
  /** What is asked over HTTP. */
  asking: Asking;
}

export const openLine = ({ url, namespace, token, says, asking }: LineOptions, events: LineEvents): Line =>
  new EitherLine(
    {
      socket: (heard, pauseMs) =>
        new Link(
          { url, namespace, auth: () => ({ ...says?.(), page: true, token: token() }), WebSocket, pauseMs },
          heard,
        ),
      asking: (heard) => new AskedLine(new Http(url, token, says), token, asking, heard),
    },
    events,
  );
