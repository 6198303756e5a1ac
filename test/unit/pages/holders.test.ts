import { describe, expect, it } from 'vitest';
import { en as strings } from '../../../src/i18n/seller/en.ts';
import { holderChoices, holderOf, withOption } from '../../../src/pages/answers/holders.ts';

const nok = { value: 'staff-8', label: 'Nok' };
const mali = { value: 'staff-7', label: 'Mali' };
const valuesOf = (me: string | undefined, chosen?: string): string[] =>
  holderChoices({ strings, me, known: [mali, nok], chosen }).map(({ value }) => value);

describe('who may be asked for as having a request in hand', () => {
  it('is whoever looks, nobody, and each colleague by name', () => {
    expect(holderChoices({ strings, me: 'staff-7', known: [mali, nok], chosen: undefined })).toEqual([
      { value: 'me', label: 'I do' },
      { value: 'none', label: 'Nobody yet' },
      nok,
    ]);
  });

  it('is never oneself for a reader whom the token does not name', () => {
    expect(valuesOf(undefined)).toEqual(['none', 'staff-7', 'staff-8']);
    expect(valuesOf(undefined, 'me')).toEqual(['none', 'staff-7', 'staff-8']);
  });

  it('keeps what is asked for, met or not, and once', () => {
    expect(valuesOf('staff-7', 'staff-9')).toEqual(['me', 'none', 'staff-8', 'staff-9']);
    expect(valuesOf('staff-7', 'staff-7')).toEqual(['me', 'none', 'staff-7', 'staff-8']);
    expect(valuesOf('staff-7', 'none')).toEqual(['me', 'none', 'staff-8']);
  });

  it('knows who of one side has a request, by id where there is no name', () => {
    const request = { assignees: { agents: { id: 'staff-8', name: 'Nok' }, shop: { id: 'clerk-1' } } };
    expect(holderOf(request, 'agents')).toEqual(nok);
    expect(holderOf(request, 'shop')).toEqual({ value: 'clerk-1', label: 'clerk-1' });
    expect(holderOf({}, 'agents')).toBeUndefined();
  });

  it('lists each by name, as they are called now', () => {
    const list = withOption(withOption([], nok), mali);
    expect(list).toEqual([mali, nok]);
    expect(withOption(list, { ...nok })).toBe(list);
    expect(withOption(list, undefined)).toBe(list);
    expect(withOption(list, { value: 'staff-8', label: 'Anong' })).toEqual([
      { value: 'staff-8', label: 'Anong' },
      mali,
    ]);
  });
});
