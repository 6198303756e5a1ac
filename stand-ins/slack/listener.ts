/** The stand-in over HTTP: for a server of its own, or mounted in an Express app before anything reads bodies. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SlackAnswer, SlackRequest, SlackStandIn } from './interface.ts';

const LARGEST_BODY = 1_000_000;

/** Reads a request whole. Rejects where it is larger than Slack takes. */
export async function readRequest(request: IncomingMessage): Promise<SlackRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the request is too large');
    chunks.push(chunk);
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

export function writeAnswer(response: ServerResponse, { status, headers, body }: SlackAnswer): void {
  response.writeHead(status, headers).end(body);
}

/** Serves the stand-in. A request that cannot be read or answered gets a 500, as from a Slack that is down. */
export const listenerOf =
  (standIn: SlackStandIn) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      writeAnswer(response, standIn.handle(await readRequest(request)));
    } catch {
      writeAnswer(response, { status: 500, headers: {}, body: 'internal_error' });
    }
  };
