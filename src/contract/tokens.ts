/** Person tokens: what the integrator asks for and gets. */
import { z } from 'zod';
import { ReaderRole } from './chat.ts';
import { Id, InstantOut, Locale, words, Zone } from './primitives.ts';
import { UserId } from './rules.ts';

export const TokenBody = z
  .strictObject({
    role: ReaderRole,
    id: Id,
    userId: UserId.optional(),
    name: words(100).optional(),
    locale: Locale.optional(),
    zone: Zone.optional(),
    conversationId: Id.optional(),
    ttlSeconds: z.int().min(1).max(86_400).default(3600),
  })
  .meta({ id: 'TokenBody' });
export type TokenBody = z.infer<typeof TokenBody>;
export const TokenAnswer = z.object({ token: z.string(), expiresAt: InstantOut }).meta({ id: 'Token' });
