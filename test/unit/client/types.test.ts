/** The types of the client as an integrator meets them. `npm run typecheck` fails where an expected error is none. */
import { expectTypeOf, it } from 'vitest';
import {
  createParley,
  isProblem,
  type ProblemCode,
  type RequestOpening,
  type RequestView,
  type VerifiedWebhook,
} from '../../../packages/client/src/index.ts';

const parley = createParley({ baseUrl: 'https://parley.example', apiKey: 'key-1' });

it('what is sent is what the service validates', () => {
  expectTypeOf(parley.requests.open).parameter(0).toEqualTypeOf<RequestOpening>();
  expectTypeOf<RequestOpening['openedAt']>().toEqualTypeOf<string | undefined>();
  const neverCalled = () => [
    // @ts-expect-error the reason is one of the policy's
    parley.requests.reject('req_1', { reason: 'nonsense', text: 'No.' }),
    // @ts-expect-error an offer has a kind
    parley.requests.offer('req_1', { percent: 50 }),
    // @ts-expect-error an actor has a role
    parley.requests.approve('req_1', { actor: 'buyer-1' }),
    // @ts-expect-error a key or a token
    createParley({ baseUrl: 'https://parley.example' }),
    // @ts-expect-error nobody acts for others by a token
    createParley({ baseUrl: 'https://parley.example', token: 'jwt', actor: 'buyer:buyer-1' }),
    parley.sellers.update('shop-1', { alerts: { slack: { quiet: null } }, policy: { maxOffers: 2 } }),
  ];
  expectTypeOf(neverCalled).toBeFunction();
});

it('what comes back is typed', () => {
  expectTypeOf(parley.requests.get).returns.resolves.toEqualTypeOf<RequestView>();
  expectTypeOf<RequestView['status']>().toExtend<string>();
  expectTypeOf<RequestView['status']>().not.toEqualTypeOf<string>();
  expectTypeOf(parley.requests.documents).returns.resolves.toExtend<Uint8Array>();
});

it('problems and webhooks are told apart by code and type', () => {
  const error: unknown = new Error();
  if (isProblem(error, 'conflict', 'deadline_passed')) {
    expectTypeOf(error.code).toEqualTypeOf<'conflict' | 'deadline_passed'>();
  }
  if (isProblem(error)) expectTypeOf(error.code).toEqualTypeOf<ProblemCode>();
  expectTypeOf<Extract<VerifiedWebhook, { type: 'ping' }>['data']>().toEqualTypeOf<{ webhookId: string }>();
  expectTypeOf<Exclude<VerifiedWebhook, { type: 'ping' }>['data']['request']>().toExtend<{ id: string }>();
});
