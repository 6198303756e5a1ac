/**
 * What is posted to a response URL. It comes with a press or a command, and again out of a dialog's own notes: signed by
 * Slack, but a service that posts to whatever it is told is one leaked signing secret away from posting anywhere.
 */

const ANSWER_TIMEOUT_MS = 10_000;
const SLACK = /(?:^|\.)slack(?:-gov)?\.com$/u;

/** Whether it is Slack's own host, over https, or the stand-in's that `SLACK_API_URL` names. */
export function isOfSlack(text: string, apiUrl: string | null): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (apiUrl !== null && url.origin === new URL(apiUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && SLACK.test(url.hostname);
}

/** Posts an answer. Throws where the address is none of Slack's, leads elsewhere, or does not take it. */
export async function postTo(responseUrl: string, body: object, apiUrl: string | null): Promise<void> {
  if (!isOfSlack(responseUrl, apiUrl)) throw new Error('the response URL is none of Slack');
  const response = await fetch(responseUrl, {
    method: 'POST',
    redirect: 'error',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`the response URL answered ${response.status}`);
}
