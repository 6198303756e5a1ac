/** What went wrong in a call to Slack, told without what it carried: errors hold tokens, URLs and people's words. */
import { ErrorCode } from '@slack/web-api';

/** Response URLs and tokens: whoever reads the log must not be able to use them. */
const SECRET = /https?:\/\/\S+|\bx(?:ox|app)\S+/gu;

/** Slack's own word for it (`expired_trigger_id`); null for anything but a refusal of the Web API. */
export function slackErrorOf(error: unknown): string | null {
  const { code, data } = error as { code?: unknown; data?: { error?: unknown } };
  return code === ErrorCode.PlatformError && typeof data?.error === 'string' ? data.error : null;
}

/** For the log: what failed and how, in one line. */
export function faultOf(error: unknown): { error: string; code?: string; at?: string } {
  if (!(error instanceof Error)) return { error: 'unknown' };
  const slack = slackErrorOf(error);
  const { code } = error as { code?: unknown };
  return {
    error: slack ?? error.message.replace(SECRET, '…').split('\n', 1)[0]?.slice(0, 300) ?? error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(slack ? {} : placeOf(error)),
  };
}

/** The first frame of the stack that is code of ours: where to look. */
function placeOf({ stack }: Error): { at?: string } {
  const frame = stack?.split('\n').find((line) => line.startsWith('    at ') && !/node_modules|node:/u.test(line));
  return frame ? { at: frame.trim() } : {};
}
