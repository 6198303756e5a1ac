/** Opening a request: the input is checked against the seller's policy of the day (rules 1 and 14). */

import type { EventData } from '../../contract/event.ts';
import type { Policy } from '../../contract/policy.ts';
import type { RequestInput } from '../../contract/request.ts';
import type { Rule } from '../../contract/rules.ts';
import type { CommandContext, OpenRequest } from '../command.ts';
import { respondBy } from '../deadlines.ts';
import type { Decision } from '../decide.ts';
import { Draft } from '../draft.ts';
import { claimValue, refundableOf } from '../money.ts';
import { type Refusal, refuse } from '../refusals.ts';
import { momentBefore } from '../request.ts';
import { chooseRule } from '../rules.ts';
import { actByRule } from './rules.ts';

type Opening = EventData<'request.opened'>;

const invalid = (path: string, message: string): Refusal =>
  refuse('invalid_body', `${path} ${message}`, { errors: [{ path, message }] });

function checkMoney(input: RequestInput, policy: Policy): Refusal | undefined {
  const currencies: [string, string | undefined][] = [
    ...input.items.map((item, index): [string, string] => [`items.${index}.unitPrice`, item.unitPrice.currency]),
    ['paid', input.paid.currency],
    ['alreadyRefunded', input.alreadyRefunded?.currency],
    ['allowed.maxAmount', input.allowed?.maxAmount?.currency],
  ];
  const other = currencies.find(([, currency]) => currency !== undefined && currency !== policy.currency);
  if (other) {
    const [path, currency] = other;
    return refuse(
      'currency_mismatch',
      `${path} is in ${currency}; the market ${policy.market} uses ${policy.currency}.`,
    );
  }
  if (input.alreadyRefunded && input.alreadyRefunded.amount > input.paid.amount) {
    return invalid(
      'alreadyRefunded',
      `is ${input.alreadyRefunded.amount}, more than the ${input.paid.amount} that was paid`,
    );
  }
  return undefined;
}

function checkTimes(input: RequestInput, arrivedAt: string): Refusal | undefined {
  const openedAt = input.openedAt ?? arrivedAt;
  if (openedAt > arrivedAt) return invalid('openedAt', `is ${openedAt}, in the future (it is ${arrivedAt} now)`);
  if (input.respondBy && input.respondBy <= openedAt) {
    return invalid('respondBy', `is ${input.respondBy}, not after the opening at ${openedAt}`);
  }
  return undefined;
}

/**
 * Decides the opening of a request. Answers its first event, with what the seller's rule for it does at once, or why it
 * cannot open.
 */
export function decideOpen(command: OpenRequest, context: CommandContext): Decision | { refusal: Refusal } {
  const { input } = command;
  // A copy (rule 14): what the caller does to its policy later is not this request's business.
  const policy = structuredClone(command.policy);
  if (input.market !== policy.market) {
    return {
      refusal: refuse(
        'market_mismatch',
        `The market is ${input.market}; seller ${input.sellerId} sells in ${policy.market}.`,
      ),
    };
  }
  const wrong = checkMoney(input, policy) ?? checkTimes(input, context.arrivedAt);
  if (wrong) return { refusal: wrong };
  const claim = claimValue(input.items, policy.currency);
  if (!claim) return { refusal: invalid('items', 'are worth more than can be counted exactly') };

  const draft = new Draft(command.requestId, null, context);
  const terms = { policy, buyerZone: input.buyerZone, claimValue: claim };
  const deadline = respondBy(input.openedAt ?? draft.at, terms, input.respondBy);
  const alreadyRefunded = input.alreadyRefunded ?? { amount: 0, currency: input.paid.currency };
  const refundable = refundableOf(input.paid, alreadyRefunded);
  const { rules = [], buyerRequests } = command;
  const opening = {
    ...input,
    claimValue: claim,
    refundable,
    policy,
    ...(buyerRequests ? { buyerRequests } : {}),
    deadline,
    dueAt: deadline.at,
  };
  openUnder(draft, opening, rules);
  return { events: draft.events, state: draft.state };
}

/** Opens a request whose rule is the first of these that matches, and lets that act where its moment has come. */
export function openUnder(draft: Draft, opening: Omit<Opening, 'rule'>, rules: readonly Rule[]): void {
  const { claimValue, buyerRequests, deadline } = opening;
  const rule = chooseRule(rules, { facts: opening, claimValue, buyerRequests: buyerRequests?.count ?? 0 });
  const actsAt = rule && momentBefore(rule, deadline.at);
  const waits = actsAt !== null && actsAt !== undefined && actsAt > draft.at;
  const chosen = rule ? { rule: { ...structuredClone(rule), ...(waits ? { actsAt } : {}) } } : {};
  draft.emit('request.opened', { ...opening, ...chosen });
  if (rule && !waits) actByRule(draft, rule);
}
