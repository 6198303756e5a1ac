import { describe, expect, it } from 'vitest';
import type { Caller } from '../../src/application/access.ts';
import type { SlackLink } from '../../src/application/alerts/ports.ts';
import { filterFor } from '../../src/application/list-filter.ts';

const caller = (role: 'seller' | 'agent', userId?: string): Caller => ({
  kind: 'person',
  person: { role, id: 'shop-1', ...(userId ? { userId } : {}) },
});

/** A storage that keeps these links. */
const linked = (...links: Omit<SlackLink, 'at'>[]) => {
  const all = links.map((link) => ({ ...link, at: '2026-11-22T09:30:00.000Z' }));
  return {
    slack: {
      linksOf: async (team: string, user: string) => all.filter((link) => link.team === team && link.user === user),
      linksOfMember: async (sellerId: string, userId: string) =>
        all.filter((link) => link.sellerId === sellerId && link.userId === userId),
    },
  };
};
const nobody = linked();

describe('rule 19: “me” needs a userId', () => {
  it.each(['seller', 'agent'] as const)('rule 19: it is the userId that a %s’s token names', async (role) => {
    const sides = [role === 'seller' ? 'shop' : 'agents'];
    const asked = await filterFor({ assignee: 'me' }, caller(role, 'staff-7'), nobody);
    expect(asked).toEqual({ filter: { assigned: { sides, to: ['staff-7'] } } });
  });

  it.each([caller('seller'), caller('agent'), { kind: 'integrator' } as Caller])(
    'rule 19: without one it is refused at its field, and says what to use instead: %o',
    async (asking) => {
      const message = expect.stringMatching(/names no userId: use one that does, or give an id$/u);
      expect(await filterFor({ assignee: 'me' }, asking, nobody)).toEqual({ wrong: { path: 'assignee', message } });
      expect(await filterFor({ assignee: 'staff-7' }, asking, nobody)).toMatchObject({
        filter: { assigned: { to: ['staff-7'] } },
      });
    },
  );
});

describe('rule 19: “me” is one person under all of their ids', () => {
  const store = linked(
    { team: 'T1', user: 'U1', sellerId: 'shop-1', userId: 'staff-7' },
    { team: 'T2', user: 'U9', sellerId: 'shop-1', userId: 'staff-7' },
    { team: 'T1', user: 'U2', sellerId: 'shop-1', userId: 'staff-8' },
    { team: 'T1', user: 'U1', sellerId: 'shop-2', userId: 'staff-2' },
    { team: 'T1', user: 'U3', sellerId: 'shop-1' },
  );
  const mine = async (userId: string, role: 'seller' | 'agent' = 'seller') => {
    const read = await filterFor({ assignee: 'me' }, caller(role, userId), store);
    return 'filter' in read ? read.filter.assigned?.to : undefined;
  };

  it('on a page: what they took there, and in Slack before they were linked', async () => {
    expect(await mine('staff-7')).toEqual(['staff-7', 'slack:T1/U1', 'slack:T2/U9']);
    expect(await mine('staff-9')).toEqual(['staff-9']);
  });

  it('on a page that was opened in Slack', async () => {
    expect(await mine('slack:T1/U1')).toEqual(['slack:T1/U1', 'staff-7', 'slack:T2/U9']);
    expect(await mine('slack:T1/U3')).toEqual(['slack:T1/U3']);
  });

  it('an agent of the same id is somebody else', async () => {
    expect(await mine('staff-7', 'agent')).toEqual(['staff-7']);
  });
});
