/** Person tokens. */
import { issueToken } from '../../application/tokens.ts';
import { TokenAnswer, TokenBody } from '../../contract/tokens.ts';
import type { HttpParts } from '../parts.ts';
import { type Route, route } from '../route.ts';

export const tokenRoutes = ({ config, wallClock }: HttpParts): Route[] => [
  route({
    method: 'post',
    path: '/v1/tokens',
    tag: 'Tokens',
    operation: 'issueToken',
    summary: 'Get a token for a person',
    description: 'A token sees and does what that person may; `conversationId` narrows it to one conversation.',
    body: TokenBody,
    example: { role: 'buyer', id: 'buyer-1', name: 'Somchai', locale: 'th', zone: 'Asia/Bangkok' },
    answers: { 201: { description: 'The token.', schema: TokenAnswer } },
    problems: [],
    secret: true,
    handle: async ({ body }) => ({ status: 201, body: await issueToken(body, config.secrets, wallClock.now()) }),
  }),
];
