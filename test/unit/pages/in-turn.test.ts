import { expect, it } from 'vitest';
import { inTurn } from '../../../src/pages/theme/in-turn.ts';
import { eventually } from '../../support/eventually.ts';

it('does one after the other, however long each takes, and goes on after one that failed', async () => {
  const done: string[] = [];
  const finish = new Map<string, () => void>();
  const follow = inTurn(async (name: string) => {
    done.push(`${name} begins`);
    await new Promise<void>((resolve, reject) => finish.set(name, name === 'bad' ? reject : resolve));
    done.push(`${name} ends`);
  });
  const heard = (all: string[]): Promise<void> => eventually(all.join(', '), () => expect(done).toEqual(all));
  for (const name of ['slow', 'bad', 'last']) follow(name);
  await heard(['slow begins']);
  finish.get('slow')?.();
  await heard(['slow begins', 'slow ends', 'bad begins']);
  finish.get('bad')?.();
  await heard(['slow begins', 'slow ends', 'bad begins', 'last begins']);
  finish.get('last')?.();
  await heard(['slow begins', 'slow ends', 'bad begins', 'last begins', 'last ends']);
});
