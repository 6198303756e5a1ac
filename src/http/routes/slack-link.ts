/** The code with which a member of a shop's staff links their Slack user to it. */
import { z } from 'zod';
import { createLinkCode } from '../../application/slack-link.ts';
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
    description: 'Whoever types `/parley link <code>` in Slack within 10 minutes may act for the seller. Works once.',
    params: z.object({ id: Id }),
    body: Empty,
    example: {},
    answers: { 201: { description: 'The code, this once.', schema: SlackLinkCode } },
    problems: [],
    secret: true,
    async handle({ params: { id } }) {
      if (!(await store.directory.seller(id))) throw noSeller(id);
      return { status: 201, body: await createLinkCode(store, id, wallClock.now()) };
    },
  }),
];
