/** Who may be asked for as having a request in hand (rule 19): whoever looks, nobody, and each colleague that is known. */
import type { AssigneeSide, RequestView } from '../../contract/request.ts';
import type { SellerStrings } from '../../i18n/seller/index.ts';
import type { Option } from './fields.ts';

/** Who of one side has a request in hand, as a choice; without a name it is the id. */
export function holderOf({ assignees }: Pick<RequestView, 'assignees'>, side: AssigneeSide): Option | undefined {
  const holder = assignees?.[side];
  return holder && { value: holder.id, label: holder.name ?? holder.id };
}

/** A list by name with `one` in it, as it is called now: the same list where it is there already. */
export function withOption<One extends Option>(list: readonly One[], one: One | undefined): readonly One[] {
  if (!one || list.some(({ value, label }) => value === one.value && label === one.label)) return list;
  return [...list.filter(({ value }) => value !== one.value), one].sort((a, b) => a.label.localeCompare(b.label));
}

export interface Holders {
  strings: SellerStrings;
  /** The `userId` of whoever looks; one without is offered nothing as theirs. */
  me: string | undefined;
  /** Everybody met, by name. */
  known: readonly Option[];
  /** What is asked for stays choosable, met or not. */
  chosen: string | undefined;
}

export function holderChoices({ strings, me, known, chosen }: Holders): Option[] {
  const choices = [
    ...(me ? [{ value: 'me', label: strings['holder.me'] }] : []),
    { value: 'none', label: strings['holder.none'] },
    ...known.filter(({ value }) => value !== me || value === chosen),
  ];
  const left = chosen && chosen !== 'me' && !choices.some(({ value }) => value === chosen);
  return left ? [...choices, { value: chosen, label: chosen }] : choices;
}
