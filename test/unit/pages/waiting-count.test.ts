import { describe, expect, it, vi } from 'vitest';
import { WaitingCount } from '../../../src/pages/seller/waiting-count.ts';
import type { Calls } from '../../../src/pages/session/calls.ts';
import { Waiting } from '../../../src/pages/session/waiting.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

/** `all` wait anywhere; the server answers what the test lets it. */
function counting(all: number) {
  const asked: string[] = [];
  const answers: ((total: number) => void)[] = [];
  const api = {
    get: (path: string) => {
      asked.push(path);
      return new Promise((resolve) => answers.push((total) => resolve({ ok: true, value: { items: [], total } })));
    },
  } as unknown as Calls;
  const count = new WaitingCount(api, { said: String(all) } as Waiting, () => undefined);
  const answer = async (total: number): Promise<void> => {
    answers.shift()?.(total);
    await settled();
  };
  return { count, asked, answer };
}

describe('How many buyers wait for a reply', () => {
  it('is everybody while nothing narrows the list, and nobody is asked', () => {
    const { count, asked } = counting(5);
    count.within({});
    count.changed();
    expect([count.count, asked]).toEqual(['5', []]);
  });

  it('is what the list would show where it is narrowed, unknown until that was told', async () => {
    const { count, asked, answer } = counting(5);
    count.within({ reason: 'damaged' });
    expect([count.count, asked]).toEqual([undefined, ['/v1/requests?reply=waiting&reason=damaged&limit=30']]);
    await answer(2);
    expect(count.count).toBe('2');
    count.within({});
    expect(count.count).toBe('5');
  });

  it('asks once more for all that was heard while it was asked, and takes no answer for another list', async () => {
    const { count, asked, answer } = counting(5);
    count.within({ reason: 'damaged' });
    count.changed();
    count.within({ reason: 'defective' });
    await answer(4);
    expect(count.count).toBeUndefined();
    await answer(1);
    expect(count.count).toBe('1');
    expect(asked.map((path) => new URLSearchParams(path.split('?')[1]).get('reason'))).toEqual([
      'damaged',
      'defective',
    ]);
  });

  it('says that there are more where the server lists no more at once, in the title too', async () => {
    vi.stubGlobal('document', { title: 'Manage returns' });
    const waiting = new Waiting(() => undefined);
    const items = ['req_1', 'req_2'].map((id) => ({ id, chat: { waitingForReply: true } }));
    const get = async () => ({ ok: true, value: { items, total: 2, totalCapped: true } });
    const count = new WaitingCount({ get } as unknown as Calls, waiting, () => undefined);
    await count.askAll();
    expect([count.count, document.title]).toEqual(['2+', '(2+) Manage returns']);
    count.within({ q: 'plate' });
    await settled();
    expect(count.count).toBe('2+');
    vi.unstubAllGlobals();
  });
});
