/** Whom of the shop's staff the page has met, and whom of them Slack knows. */
import type { SlackAlerts } from '../../contract/seller.ts';
import type { Option } from '../answers/fields.ts';
import { holderOf, withOption } from '../answers/holders.ts';
import type { Desk } from './desk.ts';

/** Everybody of the shop who has one of the requests that the page knows in hand. */
export const colleagues = ({ shop: { requests } }: Pick<Desk, 'shop'>): readonly Option[] =>
  [...requests.values()].reduce<readonly Option[]>((list, one) => withOption(list, holderOf(one, 'shop')), []);

/** How somebody who acts in Slack is named among the staff: where they are at home there, and their id. */
const IN_SLACK = /^slack:([^/]+)\/([UW][A-Z0-9]{1,30})$/u;

/**
 * Whom alerts may mention, as far as it is known without asking Slack: whoever opened the page from there (`me`), who has taken
 * something in hand there, and who is mentioned already. By their ids in Slack, with a name where there is one.
 */
export function knownInSlack(
  staff: readonly Option[],
  me: string | undefined,
  { team, mention, escalation = [] }: Pick<SlackAlerts, 'team' | 'mention' | 'escalation'>,
): readonly Option[] {
  const met = [...staff, ...(me ? [{ value: me, label: me }] : [])].flatMap(({ value, label }) => {
    const [, home = '', id = ''] = IN_SLACK.exec(value) ?? [];
    // A workspace knows no people of another one; an organisation (E…) is all of its workspaces.
    const elsewhere = team !== undefined && home.startsWith('T') && home !== team;
    return id && !elsewhere ? [{ value: id, label: label === value ? id : label }] : [];
  });
  const mentioned = [mention, ...escalation.map((step) => step.mention)].flatMap((id) =>
    id ? [{ value: id, label: id }] : [],
  );
  const isNew = ({ value }: Option, index: number, all: readonly Option[]): boolean =>
    all.findIndex((one) => one.value === value) === index;
  return [...met, ...mentioned].filter(isNew);
}
