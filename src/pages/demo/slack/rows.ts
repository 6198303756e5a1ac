/** What stands in a channel and in a thread, line by line: days, messages, and what only this person sees. */
import type { DemoSlack, DemoSlackEphemeral, DemoSlackMessage } from '../../../contract/demo.ts';

export type Row =
  | { kind: 'message'; id: string; message: DemoSlackMessage }
  | { kind: 'ephemeral'; id: string; ephemeral: DemoSlackEphemeral }
  /** `at`: ISO 8601. */
  | { kind: 'day'; id: string; at: string }
  | { kind: 'replies'; id: string; count: number };

type Said = Extract<Row, { kind: 'message' | 'ephemeral' }>;

const said = (messages: DemoSlackMessage[], ephemerals: DemoSlackEphemeral[]): Said[] =>
  [
    ...messages.map((message): Said => ({ kind: 'message', id: message.ts, message })),
    ...ephemerals.map((ephemeral): Said => ({ kind: 'ephemeral', id: ephemeral.id, ephemeral })),
  ].sort((a, b) => Number(a.id) - Number(b.id));

/** Everything said in the channel itself, oldest first. What only one person sees stands where it was said. */
export const inOrder = ({ messages, ephemerals }: DemoSlack): Said[] =>
  said(
    messages,
    ephemerals.filter(({ threadTs }) => threadTs === undefined),
  );

/** The channel with a line before the first message of each day, in the reader's zone. */
export function rowsOf(slack: DemoSlack, dismissed: ReadonlySet<string>): Row[] {
  const dayOf = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: slack.zone });
  let day = '';
  return inOrder(slack)
    .filter(({ id }) => !dismissed.has(id))
    .flatMap((row): Row[] => {
      const at = new Date(Number(row.id) * 1_000);
      const today = dayOf.format(at);
      if (today === day) return [row];
      day = today;
      return [{ kind: 'day', id: `day-${today}`, at: at.toISOString() }, row];
    });
}

/** The parent, how many replies it has, and they. */
export function threadRows(slack: DemoSlack, parent: DemoSlackMessage, dismissed: ReadonlySet<string>): Row[] {
  const whispered = slack.ephemerals.filter(({ id, threadTs }) => threadTs === parent.ts && !dismissed.has(id));
  return [
    { kind: 'message', id: parent.ts, message: parent },
    { kind: 'replies', id: 'replies', count: parent.replies.length },
    ...said(parent.replies, whispered),
  ];
}
