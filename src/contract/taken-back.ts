/**
 * Why the platform takes an offer back that may not wait any longer, as the `text` of its withdrawal: for the shop, agents
 * and the integrator. Buyers are not told how far a shop may go. Who has a catalogue says it in their reader's language.
 */
export const TAKEN_BACK = {
  solution: 'The marketplace does not permit this answer to this request any more.',
  amount: 'It is more than may be refunded now.',
  time: 'The marketplace lets it wait no longer.',
} as const;
export type TakenBack = keyof typeof TAKEN_BACK;

const REASONS = Object.keys(TAKEN_BACK) as TakenBack[];

/** Which of the platform's reasons the text of a withdrawal is; undefined for people's words. */
export const takenBackBecause = (text: string | undefined): TakenBack | undefined =>
  REASONS.find((reason) => TAKEN_BACK[reason] === text);
