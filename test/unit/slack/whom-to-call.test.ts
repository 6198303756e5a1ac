/** Whom Slack calls for what a member of a shop's staff has in hand (rule 19), and who of the staff a Slack user is. */
import { describe, expect, it } from 'vitest';
import { calledFor, memberIn } from '../../../bots/slack/people.ts';
import type { SlackLink } from '../../../src/application/alerts/ports.ts';

const link = (team: string, user: string, changes: Partial<SlackLink> = {}): SlackLink => ({
  team,
  user,
  sellerId: 'shop-1',
  userId: 'staff-7',
  at: '2026-11-22T09:30:00.000Z',
  ...changes,
});

describe('rule 19: reminders mention the assignee', () => {
  it('by the Slack user who is linked to that member in the workspace of the alert', () => {
    expect(calledFor('staff-7', [link('T1', 'U1'), link('T2', 'U9')], ['T1'])).toEqual(['U1']);
  });

  it('by each of several who are, once, and five at most', () => {
    expect(calledFor('staff-7', [link('E1', 'U1'), link('T1', 'U1'), link('T1', 'U2')], ['T1', 'E1'])).toEqual([
      'U1',
      'U2',
    ]);
    const many = Array.from({ length: 9 }, (_, n) => link('T1', `U${n}`));
    expect(calledFor('staff-7', many, ['T1'])).toHaveLength(5);
  });

  it('by their own id where they took it in Slack, linked or not', () => {
    expect(calledFor('slack:T1/U7', [], ['T1'])).toEqual(['U7']);
  });

  it.each(['staff-7', 'slack:T1/nobody', 'U7', 'usergroup/S1', ''])(
    'not at all where Slack knows nobody of that id: %j',
    (member) => {
      expect(calledFor(member, [], ['T1'])).toEqual([]);
    },
  );

  it('not at all where they are linked in another workspace only', () => {
    expect(calledFor('staff-7', [link('T2', 'U9')], ['T1'])).toEqual([]);
  });
});

describe('rule 19: who takes it in Slack', () => {
  const somchai = { team: 'T1', user: 'U1' };
  it('is the member whose code they used, in that shop', () => {
    const links = [link('T1', 'U1'), link('T1', 'U1', { sellerId: 'shop-2', userId: 'staff-2' })];
    expect(memberIn('shop-1', somchai, links)).toBe('staff-7');
    expect(memberIn('shop-2', somchai, links)).toBe('staff-2');
  });

  it('is the Slack user where the link does not say, or is of another shop', () => {
    const before = link('T1', 'U1', { userId: undefined });
    expect(memberIn('shop-1', somchai, [before])).toBe('slack:T1/U1');
    expect(memberIn('shop-1', somchai, [before, link('T1', 'U1', { sellerId: 'shop-2' })])).toBe('slack:T1/U1');
    expect(memberIn('shop-1', { ...somchai, organisation: 'E1' }, [before])).toBe('slack:E1/U1');
  });

  it('is the member where one of the links in an organisation says so', () => {
    const links = [link('E1', 'U1', { userId: undefined }), link('T1', 'U1')];
    expect(memberIn('shop-1', { ...somchai, organisation: 'E1' }, links)).toBe('staff-7');
  });
});
