/** The one-time code that links a Slack user to a seller. */
import { z } from 'zod';
import { InstantOut } from './primitives.ts';

export const SlackLinkCode = z
  .object({
    code: z.string().meta({ example: '7K3M-Q9XD' }).describe('Typed in Slack: `/parley link 7K3M-Q9XD`.'),
    expiresAt: InstantOut,
  })
  .meta({ id: 'SlackLinkCode' });
export type SlackLinkCode = z.infer<typeof SlackLinkCode>;
