/**
 * The part of the public schema of Adaptive Cards that cards use, as version 1.3 has it: every property with the version
 * that brought it (adaptivecards.io/explorer). Anything newer is unknown here, as it is to a reader of 1.3.
 */
import { z } from 'zod';

const spacing = z.enum(['none', 'small', 'default', 'medium', 'large', 'extraLarge', 'padding', 'None', 'Small']);
const TextBlock = z.strictObject({
  type: z.literal('TextBlock'),
  text: z.string(),
  wrap: z.boolean().optional(),
  size: z.enum(['Small', 'Default', 'Medium', 'Large', 'ExtraLarge']).optional(),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  isSubtle: z.boolean().optional(),
  spacing: spacing.optional(),
});
const Fact = z.strictObject({ title: z.string(), value: z.string() });
const FactSet = z.strictObject({
  type: z.literal('FactSet'),
  facts: z.array(Fact).min(1),
  spacing: spacing.optional(),
});
/** `style` came with 1.2; `tooltip` and `isEnabled` with 1.5. */
const action = { title: z.string().min(1), style: z.enum(['default', 'positive', 'destructive']).optional() };
const Submit = z.strictObject({ type: z.literal('Action.Submit'), ...action, data: z.record(z.string(), z.string()) });
const OpenUrl = z.strictObject({ type: z.literal('Action.OpenUrl'), ...action, url: z.url() });
/** Came with 1.2. */
const ActionSet = z.strictObject({
  type: z.literal('ActionSet'),
  actions: z.array(z.discriminatedUnion('type', [Submit, OpenUrl])).min(1),
});

export const AdaptiveCard13 = z.strictObject({
  type: z.literal('AdaptiveCard'),
  $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
  version: z.literal('1.3'),
  lang: z.string().optional(),
  fallbackText: z.string().optional(),
  body: z.array(z.discriminatedUnion('type', [TextBlock, FactSet, ActionSet])),
});
