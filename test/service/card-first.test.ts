/** The buyer's card is asked of the storage before what the shop's answer shows beside it: people wait for the card. */
import { expect, it } from 'vitest';
import type { ChatStore } from '../../src/application/ports/chat.ts';
import type { RequestView } from '../../src/contract/request.ts';
import { actingFor, startApi } from '../support/http.ts';
import { sqliteStore } from '../support/stores.ts';

/** The same, that notes what it is asked for. */
function noting(chat: ChatStore, asked: string[]): ChatStore {
  return new Proxy(chat, {
    get(target, name: keyof ChatStore & string) {
      const call = target[name] as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => {
        asked.push(name);
        return call(...args);
      };
    },
  });
}

it('the card of an offer goes before what its answer shows', async () => {
  const { store, cleanup } = await sqliteStore();
  const asked: string[] = [];
  const api = await startApi({ ...store, chat: noting(store.chat, asked) });
  const { id } = await api.open();
  await api.relay.idle();
  asked.length = 0;
  const body = { kind: 'partial_refund', percent: 50 };
  const { status } = await api.post<RequestView>(`/v1/requests/${id}/offers`, body, actingFor('seller:shop-1'));
  expect(status).toBe(201);
  expect(asked[0]).toBe('write');
  expect(asked).toContain('tails');
  await api.close();
  await cleanup();
});
