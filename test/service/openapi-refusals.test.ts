/** The codes that each operation declares, held against the rules: whatever they refuse in random lives of requests. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RequestCommand } from '../../src/domain/command.ts';
import { problemCodes } from '../../src/http/openapi-problems.ts';
import { live, openings, steps } from '../support/arbitrary.ts';
import { type Api, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

/** Each command's operation. Nobody calls for `PassTime`: it is the clock's. */
const OPERATION: Partial<Record<RequestCommand['type'], string>> = {
  ApproveRequest: 'approveRequest',
  RejectRequest: 'rejectRequest',
  CancelRequest: 'cancelRequest',
  ExtendDeadline: 'extendDeadline',
  ShipRequest: 'shipRequest',
  RecordLogistics: 'recordLogistics',
  ReportRefund: 'reportRefund',
  UpdateRequest: 'updateRequest',
  ProposeOffer: 'proposeOffer',
  AcceptOffer: 'acceptOffer',
  RejectOffer: 'rejectOffer',
  CounterOffer: 'counterOffer',
  WithdrawOffer: 'withdrawOffer',
};
/** Declared, but not looked for: the state refuses anything, and these lives reach few counter-offers, know only baht and no other request. */
const NOT_LOOKED_FOR = [
  'conflict',
  'deadline_passed',
  'amount_out_of_range',
  'currency_mismatch',
  'external_id_mismatch',
];

let api: Api;
let cleanup: () => Promise<void>;
beforeAll(async () => {
  const opened = await sqliteStore();
  cleanup = opened.cleanup;
  api = await startApi(opened.store);
});
afterAll(async () => {
  await api.close();
  await cleanup();
});

it('what the rules refuse is declared, and what is declared is refused', { timeout: 120_000 }, () => {
  const seen = new Map<string, Set<string>>();
  fc.assert(
    fc.property(openings, steps, (opening, life) => {
      live(opening, life, ({ command, decision: { refusal } }) => {
        const operation = OPERATION[command.type];
        if (!operation || !refusal) return;
        seen.set(operation, (seen.get(operation) ?? new Set()).add(refusal.code));
      });
    }),
    { numRuns: 1500, seed: 20_261_123 },
  );
  for (const operation of Object.values(OPERATION)) {
    const route = api.routes.find((each) => each.operation === operation);
    if (!route) throw new Error(`there is no operation ${operation}`);
    const codes = [...(seen.get(operation) ?? [])];
    expect(problemCodes(route), operation).toEqual(expect.arrayContaining(codes));
    const declared = route.problems.filter((code) => !NOT_LOOKED_FOR.includes(code));
    expect(codes, operation).toEqual(expect.arrayContaining(declared));
  }
});
