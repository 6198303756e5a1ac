import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/application/access.ts';
import { filterFor } from '../../src/application/list-filter.ts';

const caller = (role: 'seller' | 'agent', userId?: string): Caller => ({
  kind: 'person',
  person: { role, id: 'shop-1', ...(userId ? { userId } : {}) },
});

describe('rule 19: “me” needs a userId', () => {
  it.each(['seller', 'agent'] as const)('rule 19: it is the userId that a %s’s token names', (role) => {
    const sides = [role === 'seller' ? 'shop' : 'agents'];
    const asked = filterFor({ assignee: 'me' }, caller(role, 'staff-7'));
    expect(asked).toEqual({ filter: { assigned: { sides, to: 'staff-7' } } });
  });

  it.each([caller('seller'), caller('agent'), { kind: 'integrator' } as Caller])(
    'rule 19: without one it is refused at its field, and says what to use instead: %o',
    (asking) => {
      const message = expect.stringMatching(/names no userId: use one that does, or give an id$/u);
      expect(filterFor({ assignee: 'me' }, asking)).toEqual({ wrong: { path: 'assignee', message } });
      expect(filterFor({ assignee: 'staff-7' }, asking)).toMatchObject({ filter: { assigned: { to: 'staff-7' } } });
    },
  );
});
