/** An HTTP server that does what a script says, one entry for each attempt, and remembers what was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PROBLEM_STATUS, PROBLEM_TITLES, type ProblemCode } from '../../src/contract/problem.ts';

export type Turn = (res: ServerResponse) => void;
interface Heard {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** The connection ends without an answer. */
export const drop: Turn = (res) => void res.socket?.destroy();
/** Nothing is ever answered. */
export const hang: Turn = () => {};
/** The connection ends in the middle of the answer. */
export const breakOff: Turn = (res) => {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  res.write('{"id":"req_', () => res.socket?.destroy());
};
export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Turn =>
  (res) =>
    res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers }).end(JSON.stringify(body));
export const html =
  (status: number): Turn =>
  (res) =>
    res.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
export const problem = (code: ProblemCode, extra: object = {}, retryAfter?: string): Turn => {
  const status = PROBLEM_STATUS[code];
  const body = { type: `/problems/${code}`, title: PROBLEM_TITLES[code], status, detail: 'Because.', code, ...extra };
  const headers = { 'content-type': 'application/problem+json', ...(retryAfter ? { 'retry-after': retryAfter } : {}) };
  return (res) => res.writeHead(status, headers).end(JSON.stringify(body));
};

export interface Script {
  url: string;
  heard: Heard[];
  close(): Promise<void>;
}

/** After its last turn it hangs, so that a call too many is noticed by its time-out. */
export async function scripted(...turns: Turn[]): Promise<Script> {
  const heard: Heard[] = [];
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    heard.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body });
    (turns[heard.length - 1] ?? hang)(res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
