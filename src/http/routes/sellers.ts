/** Sellers, as the integrator declares them and they set their own alerts. */

import { z } from 'zod';
import { type Caller, personOf } from '../../application/access.ts';
import { policyOf as policyOfMarket } from '../../application/policies.ts';
import { changeSeller } from '../../application/sellers.ts';
import { isObject } from '../../application/strangers.ts';
import { Id } from '../../contract/primitives.ts';
import { Seller, SellerInput, SellerPatch, SellerView, type StoredSeller } from '../../contract/seller.ts';
import { effectivePolicy, policyProblems, shownPolicy } from '../../domain/policy.ts';
import { mergePatch } from '../merge-patch.ts';
import type { HttpParts } from '../parts.ts';
import { noSeller, ProblemError } from '../problems.ts';
import { type Route, route } from '../route.ts';
import { invalid, parseAs } from '../validation.ts';

const SellerParams = z.object({ id: Id });
const theSeller = { description: 'The seller.', schema: Seller };

export function sellerRoutes({ store, alerts }: HttpParts): Route[] {
  const { directory } = store;

  async function find(id: string): Promise<StoredSeller> {
    const seller = await directory.seller(id);
    if (!seller) throw noSeller(id);
    return seller;
  }

  /** What the seller's next request would open with; throws for a market that has no policy. */
  async function policyOf(seller: Seller) {
    const base = await policyOfMarket(directory, seller.market);
    if (base) return effectivePolicy(base, seller);
    const detail = `The market ${seller.market} has no policy. Set one with PUT /v1/policies/${seller.market} first.`;
    throw new ProblemError('market_mismatch', detail);
  }

  /** Throws where the seller's requests could not open with it. */
  async function check(seller: StoredSeller): Promise<StoredSeller> {
    const problems = policyProblems(await policyOf(seller));
    if (problems.length > 0) {
      throw invalid(
        'body',
        problems.map(({ path, message }) => ({ path: `policy.${path}`, message })),
      );
    }
    return seller;
  }

  /** Answers what stands there now, once its alerts know. */
  async function stored(before: StoredSeller | null, { rules: _, ...after }: StoredSeller) {
    await alerts.changed(after.id, before?.alerts?.slack, after.alerts?.slack);
    return { status: 200, body: after };
  }

  /** With its effective policy, and how its alerts fare. */
  async function viewOf({ alerts: set, rules: _, ...seller }: StoredSeller): Promise<SellerView> {
    const effectivePolicy = shownPolicy(await policyOf(seller));
    if (!set?.slack) return { ...seller, ...(set ? { alerts: {} } : {}), effectivePolicy };
    const { code, detail } = await alerts.statusOf(seller.id, set.slack);
    const slack = { ...set.slack, status: code, ...(detail ? { statusDetail: detail } : {}) };
    return { ...seller, alerts: { slack }, effectivePolicy };
  }

  return [
    route({
      method: 'put',
      path: '/v1/sellers/:id',
      tag: 'Sellers',
      operation: 'putSeller',
      summary: 'Declare a seller',
      description:
        'Replaces the whole seller, except that absent `alerts` are kept, and its rules. Open requests keep their own rules.',
      params: SellerParams,
      body: SellerInput,
      example: {
        name: 'Baan Ceramics',
        market: 'TH',
        zone: 'Asia/Bangkok',
        policy: { maxRounds: 2 },
        alerts: { slack: { channel: 'C0123456789' } },
      },
      answers: { 200: theSeller },
      problems: ['market_mismatch'],
      async handle({ params: { id }, body }) {
        const declared = ({ alerts: kept, rules }: Partial<StoredSeller>) => {
          const set = body.alerts ?? kept;
          return check({ id, ...body, ...(set ? { alerts: set } : {}), ...(rules ? { rules } : {}) });
        };
        const replaced = await changeSeller(directory, id, declared);
        if (replaced) return stored(replaced.before, replaced.after);
        const first = await declared({});
        await directory.putSeller(first);
        return stored(null, first);
      },
    }),
    route({
      method: 'patch',
      path: '/v1/sellers/:id',
      tag: 'Sellers',
      operation: 'patchSeller',
      summary: 'Change parts of a seller',
      description: 'A JSON merge patch (RFC 7396). Sellers change their `alerts`, except the channel.',
      params: SellerParams,
      body: SellerPatch,
      example: { alerts: { slack: { quiet: { from: '22:00', to: '07:00' } } } },
      answers: { 200: theSeller },
      problems: ['market_mismatch'],
      async handle({ params: { id }, body, caller }) {
        requireAllowed(body, caller);
        const changed = await changeSeller(directory, id, ({ id: _, rules, ...current }) =>
          check({ id, ...parseAs(SellerInput, patched(current, body), 'body'), ...(rules ? { rules } : {}) }),
        );
        if (!changed) throw noSeller(id);
        return stored(changed.before, changed.after);
      },
    }),
    route({
      method: 'get',
      path: '/v1/sellers/:id',
      tag: 'Sellers',
      operation: 'getSeller',
      summary: 'Read a seller with its effective policy',
      params: SellerParams,
      answers: { 200: { description: 'The seller and the rules its next request opens with.', schema: SellerView } },
      problems: ['market_mismatch'],
      async handle({ params: { id } }) {
        const seller = await find(id);
        return { status: 200, body: await viewOf(seller) };
      },
    }),
  ];
}

/** Where alerts go is the integrator's to say: a shop could otherwise send them into a channel of others. */
function requireAllowed(patch: Record<string, unknown>, caller: Caller): void {
  if (!personOf(caller)) return;
  const other = Object.keys(patch).find((key) => key !== 'alerts');
  if (other) throw new ProblemError('forbidden', `Sellers may change their alerts only, not ${other}.`);
  const { alerts } = patch;
  const removed = alerts === null || (isObject(alerts) && alerts.slack === null);
  const slack = isObject(alerts) && isObject(alerts.slack) ? alerts.slack : {};
  const moved = 'channel' in slack || 'team' in slack;
  if (removed || moved) {
    throw new ProblemError(
      'forbidden',
      'The channel and workspace of the alerts are set by the integrator; sellers may not change them.',
    );
  }
}

function patched(current: object, patch: object): unknown {
  try {
    return mergePatch(current, patch);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw invalid('body', [{ path: 'body', message: error.message }]);
  }
}
