/** A seller's rule answers in the seller's name, or is kept from it (rule 17). */
import type { OfferBody } from '../../contract/commands.ts';
import type { Instant } from '../../contract/primitives.ts';
import type { Rule } from '../../contract/rules.ts';
import type { Draft } from '../draft.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { type RequestState, ruleActsAt } from '../request.ts';
import { ruleActor } from '../rules.ts';
import { approve, proposeOffer } from './seller.ts';

const LONGEST_NOTE = 1_000;

/** What a note says of this request: `{order}` and `{item}` are filled in. */
function noteFor(note: string, { facts }: RequestState): string {
  const item = facts.items.map(({ title }) => title).join(', ');
  return note
    .replaceAll('{order}', () => facts.orderId)
    .replaceAll('{item}', () => item)
    .slice(0, LONGEST_NOTE);
}

function offerOf({ then, note }: Rule, state: RequestState): OfferBody | null {
  if (then.kind === 'approve') return null;
  return { ...then, ...(note === undefined ? {} : { note: noteFor(note, state) }) };
}

/** Acts now. Where the seller could not make this answer either, `rule.lapsed` says so. */
export function actByRule(draft: Draft, rule: Rule): void {
  const offer = offerOf(rule, draft.state);
  draft.as(ruleActor(draft.state.facts.sellerId, rule), () => {
    const refusal = offer ? proposeOffer(draft, offer) : approve(draft);
    if (refusal) draft.emit('rule.lapsed', { ruleId: rule.id });
  });
}

/** The request's rule acts where its moment has come by `now`. */
export function passRule(draft: Draft, now: Instant): void {
  const actsAt = ruleActsAt(draft.state);
  const rule = draft.state.rule?.rule;
  if (rule && actsAt !== null && now >= actsAt) actByRule(draft, rule);
}

/** Keeps the rule from acting on this request, for good. */
export function holdRule(draft: Draft): Refusal | undefined {
  const { rule } = draft.state;
  if (!rule) return refuse('conflict', 'No rule waits on this request.');
  const ended = { acted: 'has acted already', held: 'is held already', lapsed: 'has lapsed already' } as const;
  if (rule.status !== 'waiting') return refuse('conflict', `The rule ${rule.rule.name} ${ended[rule.status]}.`);
  draft.emit('rule.held', { ruleId: rule.rule.id });
  return undefined;
}
