/** The page about what is told live, over Socket.IO. */

import { snippet } from './guide.ts';
import { code, prose } from './html.ts';

/** Runs as it stands, with `PARLEY` and `TOKEN` in the environment; a test does. */
export const LIVE_SNIPPET = `import { io } from 'socket.io-client';

const board = io(\`\${process.env.PARLEY}/console\`, {
  transports: ['websocket'],
  auth: { token: process.env.TOKEN },
});

board.on('connect_error', ({ data }) => console.error(data.detail));
board.on('connect', async () => {
  const first = await board.emitWithAck('snapshot', {});
  if (!first.ok) throw new Error(first.problem.detail);
  for (const request of first.requests) console.log(request.id, request.status);
});
board.on('request', ({ request }) => console.log(request.id, request.status));
`;

interface Told {
  name: string;
  about: string;
}
const NAMESPACES: { name: string; who: string; asked: Told[]; told: Told[] }[] = [
  {
    name: '/chat',
    who: 'The conversation of a buyer and a shop: for both, and for agents.',
    asked: [
      {
        name: 'join { conversationId, after?, before?, limit? }',
        about: 'Its messages. With `after: lastChange`, all that is new or different since.',
      },
      {
        name: 'message { conversationId, text, attachments?, clientId }',
        about: 'Says something. The same `clientId` is the same message.',
      },
      { name: 'offer:accept, offer:reject, offer:counter { requestId, offerId, … }', about: 'Answers the card.' },
      {
        name: 'typing { conversationId }, read { conversationId, seq }',
        about: 'Shows others that somebody writes, and how far somebody has read.',
      },
    ],
    told: [
      { name: 'message { message }', about: 'New, or changed: drop it where you have a higher `change`.' },
      { name: 'typing { conversationId, author }, read { conversationId, role, id, seq }', about: 'What others do.' },
    ],
  },
  {
    name: '/seller',
    who: 'The requests of a shop.',
    asked: [
      {
        name: 'snapshot { filter?, cursor? }',
        about: 'A page of requests, the figures, and `cursor` and `nextCursor`.',
      },
      { name: 'watch { conversationId }', about: 'Adds the messages of that chat.' },
    ],
    told: [
      { name: 'request { request }', about: 'Every change of a request.' },
      { name: 'stats { … }', about: 'The figures, at most once a second.' },
      { name: 'chat { conversationId, requestId, chat }', about: 'What is unread and who waits for a reply.' },
      { name: 'attention { code, at, sellerId?, requestId?, detail }', about: 'Something that needs a person.' },
      { name: 'note { requestId, note }', about: 'A colleague noted something.' },
    ],
  },
  {
    name: '/console',
    who: 'All requests, for agents. As /seller, and also:',
    asked: [{ name: 'view { requestId }', about: 'Says which request this agent has open; `null` for none.' }],
    told: [{ name: 'viewers { requestId, viewers }', about: 'Who else has it open.' }],
  },
];

const rows = (list: Told[]): string =>
  list.map(({ name, about }) => `<tr><th scope="row">${code(name)}</th><td>${prose(about)}</td></tr>`).join('');

export const livePage = (): string => `<h1>Live events</h1>
<p>${prose('Over Socket.IO, by WebSocket alone. `auth` takes a token of a person, and `locale` and `zone` where the token names none; a page that has words of its own adds `page: true`, and its `locale` and `zone` go before the token’s. Everything that is asked is acknowledged with `{ ok: true, … }` or `{ ok: false, problem }`; why a connection is refused is in `connect_error.data`.')}</p>
<h2>Listen to a board</h2>
<p>With a token of an agent from <a href="/docs/tokens#issueToken">${code('POST /v1/tokens')}</a>, this prints every request, and every change from then on:</p>
${snippet(LIVE_SNIPPET)}
<p>${prose('A lost connection comes back by itself and starts again with a snapshot, so nothing is missed. What has to be known for sure, such as a refund to be paid, is told by')} <a href="/docs/webhooks">webhooks</a>.</p>
<h2>A token ends</h2>
<p>${prose('Send `auth { token }` with a new one of the same person before that; `{ ok, expiresAt }` says until when it lasts. At its end the server says `auth:expired`, tells nothing more, and disconnects after a minute.')}</p>
${NAMESPACES.map(
  ({ name, who, asked, told }) => `<section aria-label="${name}"><h2>${code(name)}</h2><p>${who}</p>
<h3>What is asked</h3><table><tbody>${rows(asked)}</tbody></table>
<h3>What is told</h3><table><tbody>${rows(told)}</tbody></table></section>`,
).join('\n')}`;
