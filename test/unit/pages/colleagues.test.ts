/** Whom the settings of a shop offer to mention in Slack, without asking Slack. */
import { describe, expect, it } from 'vitest';
import { knownInSlack } from '../../../src/pages/seller/colleagues.ts';

const mali = { value: 'slack:T1/U024BE7LH', label: 'Mali' };
const clerk = { value: 'staff-8', label: 'Nok' };

describe('whom Slack knows', () => {
  it('is who acted there, by name, whoever reads the page from there, and who is mentioned already; each once', () => {
    const alerts = {
      mention: 'U0NOK',
      escalation: [
        { leadSeconds: 60, mention: 'S0614TZR7' },
        { leadSeconds: 120, mention: 'U024BE7LH' },
      ],
    };
    expect(knownInSlack([clerk, mali], 'slack:T1/UME', alerts)).toEqual([
      { value: 'U024BE7LH', label: 'Mali' },
      { value: 'UME', label: 'UME' },
      { value: 'U0NOK', label: 'U0NOK' },
      { value: 'S0614TZR7', label: 'S0614TZR7' },
    ]);
  });

  it('is nobody of another workspace than the one that gets the alerts, and everybody of an organisation', () => {
    const people = [mali, { value: 'slack:T2/U2', label: 'Elsewhere' }, { value: 'slack:E1/U3', label: 'Of all' }];
    expect(knownInSlack(people, undefined, { team: 'T1' }).map(({ value }) => value)).toEqual(['U024BE7LH', 'U3']);
  });

  it('is nobody where nobody is known', () => {
    expect(knownInSlack([clerk], 'staff-7', {})).toEqual([]);
  });
});
