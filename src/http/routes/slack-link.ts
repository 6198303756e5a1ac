/** The code with which a member of a shop's staff links their Slack user to it. */
import { z } from 'zod';
import { createLinkCode, memberWhoCalls } from '../../application/slack-link.ts';
import { Empty } from '../../contract/commands.ts';
import { Id } from '../../contract/primitives.ts';
import { SlackLinkCode } from '../../contract/slack-link.ts';
import type { HttpParts } from '../parts.ts';
import { noSeller } from '../problems.ts';
import { type Route, route } from '../route.ts';

export const slackLinkRoutes = ({ store, wallClock }: HttpParts): Route[] => [
  route({
    method: 'post',
    path: '/v1/sellers/:id/slack-link',
    tag: 'Sellers',
    operation: 'createSlackLink',
    summary: 'Get a code that links a Slack user to a seller',
    description:
      'Whoever types `/parley link <code>` in Slack within 10 minutes may act for the seller. Works once. Where a member of staff asks (a token with a `userId`), that is who they are in Slack: mentioned for what the member has in hand, and what they take is the member’s.',
    params: z.object({ id: Id }),
    body: Empty,
    example: {},
    answers: { 201: { description: 'The code, this once.', schema: SlackLinkCode } },
    problems: [],
    secret: true,
    async handle({ params: { id }, caller }) {
      if (!(await store.directory.seller(id))) throw noSeller(id);
      const grant = { sellerId: id, userId: memberWhoCalls(caller, id) };
      return { status: 201, body: await createLinkCode(store, grant, wallClock.now()) };
    },
  }),
];
