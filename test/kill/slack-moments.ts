/**
 * The moments at which the process is to die: around every call it makes to Slack, around every delivery of Slack's,
 * right after each commit. Which calls there are, a story that nobody kills tells.
 */

export const STEPS = [
  'open',
  'press offer',
  'choose amount',
  'submit offer',
  'reject',
  'approve',
  'press ship',
  'submit ship',
  'deliver',
] as const;
/** A part of the story: what somebody does, and everything the service does about it. */
export type Step = (typeof STEPS)[number];

/**
 * `what`: a method of the Web API; or `delivery` (Slack's to the bot), `ack` (the bot's to Slack), `commit`, `answer`
 * (Parley's to who called its API). A call that is killed before never happened; killed after, it was done and nobody
 * heard of it.
 */
export interface Moment {
  /** Null: whenever it comes. */
  step: Step | null;
  what: string;
  /** The how-manieth call of the method in the step. */
  nth: number;
  when: 'before' | 'after';
}

export type Call = Omit<Moment, 'when'>;

export const nameOf = ({ step, what, nth, when }: Moment): string =>
  `${step ?? 'anywhere'}: ${when} ${what}${nth > 1 ? ` ${nth}` : ''}`;

export const isCall = ({ what }: Moment): boolean => what.includes('.');

const once = (step: Step | null, what: string, when: Moment['when']): Moment => ({ step, what, nth: 1, when });

const deliveriesOf = (step: Step): Moment[] => [
  once(step, 'delivery', 'before'),
  once(step, 'ack', 'before'),
  once(step, 'ack', 'after'),
];

/** Around each thing that people and the platform do. */
export const INTERACTIONS: readonly Moment[] = [
  ...(['press offer', 'choose amount', 'submit offer', 'approve', 'press ship', 'submit ship'] as const).flatMap(
    deliveriesOf,
  ),
  ...(['submit offer', 'approve', 'submit ship'] as const).map((step) => once(step, 'commit', 'after')),
  ...(['open', 'reject', 'deliver'] as const).map((step) => once(step, 'answer', 'after')),
];

/** Whether everybody can stand still at it: what travels between Slack and the service may take as long as it likes. */
export const isPatient = ({ what, when }: Moment): boolean =>
  when === 'before' && (what === 'delivery' || what === 'ack');

/**
 * Whether the service can be held at it for a moment: it waits for Slack's answer. Not after a dialog has opened or
 * changed: its person goes on.
 */
export const isHeld = (moment: Moment): boolean =>
  isCall(moment) && !(moment.what.startsWith('views.') && moment.when === 'after');

const POST = 'chat.postMessage';

/**
 * Twice in a row: a message's answer is lost, and then the process dies again, when it asks who it is, or when it looks
 * for the message. These only read, so before or after is the same.
 */
export const TWICE: readonly Moment[][] = [
  [once('open', POST, 'after'), once(null, 'auth.test', 'after')],
  [once('open', POST, 'after'), once('open', 'conversations.history', 'after')],
  [once('reject', POST, 'after'), once('reject', 'conversations.replies', 'after')],
];

/** Before and after each of these calls. */
export const around = (calls: Call[]): Moment[] =>
  calls.flatMap((call): Moment[] => [
    { ...call, when: 'before' },
    { ...call, when: 'after' },
  ]);
