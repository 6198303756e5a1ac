import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escalationMessage, escalationOver } from '../../../bots/slack/blocks/escalation.ts';
import { stepsAt } from '../../../bots/slack/deliver/escalation-steps.ts';
import { problemsOfMessage } from '../../../stand-ins/slack/limits.ts';
import { buyer, cancel, request } from '../../support/story.ts';
import { everyState, hostileOpenings, modelOf, shown, words } from './support.ts';

const AT = '2026-11-24T02:30:00.000Z';
const secondsLeft = (seconds: number): number => Date.parse(AT) - seconds * 1_000;
const duty = (changes: object = {}) => ({
  waitingOn: 'seller' as const,
  deadline: { kind: 'respond_by' as const, at: AT, overdue: false, extended: false },
  ...changes,
});
const boss = { leadSeconds: 7_200, mention: 'U2' };
const group = { leadSeconds: 3_600, mention: 'S1' };

describe('the steps of an escalation', () => {
  it.each([
    ['none before its moment, and the next is the earliest', duty(), [], 7_201, [], 7_200],
    ['a step at its moment', duty(), [], 7_200, [boss], 3_600],
    ['none that was told', duty(), ['7200:U2'], 5_000, [], 3_600],
    ['all that were missed', duty(), [], 60, [boss, group], null],
    ['none at the deadline', duty(), [], 0, [], null],
    ['none while the buyer has to answer', duty({ waitingOn: 'buyer' }), [], 60, [], null],
    ['none without a deadline', duty({ deadline: null }), [], 60, [], null],
    ['none for a counter-offer', duty({ deadline: { ...duty().deadline, kind: 'offer_expires' } }), [], 60, [], null],
  ])('are %s', (_, standing, told, left, due, next) => {
    expect(stepsAt(standing, [boss, group], told, secondsLeft(left))).toEqual({
      due,
      next: next === null ? null : secondsLeft(next),
    });
  });
});

describe('a message that tells somebody else', () => {
  it('names no buyer, since nobody comes back to it when one is erased', () => {
    const model = modelOf(request({ buyerName: 'Emma Clarke' }).after('Mon 10:00', buyer, cancel()));
    expect(JSON.stringify(escalationMessage(model, words, 'n', { mentions: [] }))).not.toContain('Emma');
    expect(shown(escalationOver(model, words, 'n'))).toContain('The buyer cancelled the request.');
  });

  it('calls a person and a group by name', () => {
    const message = escalationMessage(modelOf(request()), words, 'n', { mentions: ['U2', 'S1'] });
    expect(JSON.stringify(message.blocks)).toContain('"usergroup_id":"S1"');
    expect(JSON.stringify(message.blocks)).toContain('"user_id":"U2"');
    expect(shown(message)).toContain('Without a decision by Tue 24 Nov, 09:30, the platform approves the request');
  });

  it.each(Object.entries(everyState()))('is one that Slack takes: %s', (_, story) => {
    const model = modelOf(story);
    expect(problemsOfMessage(escalationMessage(model, words, 'n', { mentions: ['U2', 'S1', 'W3'] }))).toEqual([]);
    expect(problemsOfMessage(escalationOver(model, words, 'n'))).toEqual([]);
  });

  it('is one that Slack takes, whatever people wrote', () => {
    fc.assert(
      fc.property(hostileOpenings, (opening) => {
        const model = modelOf(request(opening));
        expect(problemsOfMessage(escalationMessage(model, words, 'n', { mentions: ['U2'] }))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
