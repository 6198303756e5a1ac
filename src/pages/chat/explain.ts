/** What went wrong, in the reader's words; the server's own sentence where there are none. */
import type { PageStrings } from '../../i18n/pages/index.ts';
import type { AnswerState } from './answers.ts';
import type { ChatSession } from './session.ts';

/**
 * Why an answer did not take effect. `open`: the offer still waits; once it does not, its outcome says all there is to
 * say but that somebody was faster.
 */
export function explainAnswer(
  problem: (AnswerState & { busy: false })['problem'],
  open: boolean,
  strings: PageStrings,
): string | undefined {
  const code = typeof problem === 'string' ? problem : problem.code;
  if (!open) return code === 'conflict' ? strings.alreadyAnswered : undefined;
  if (problem === 'offline') return strings.offlineAnswer;
  if (problem === 'failed') return strings.answerFailed;
  if (problem.code === 'deadline_passed') return strings.timeUp;
  if (problem.code === 'rate_limited') return strings.tooManyTries;
  return problem.detail || strings.somethingWrong;
}

/** Why the chat has ended. */
export function explainEnd(reason: ChatSession['ended'], strings: PageStrings): string {
  if (!reason || reason === 'expired') return strings.sessionExpired;
  return reason.detail || strings.linkIncomplete;
}
