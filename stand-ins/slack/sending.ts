/** How deliveries go to the bot's request URL: encoded and signed as Slack does it, with three seconds to answer. */
import { createHmac } from 'node:crypto';
import type { Ack, Delivery, Sender } from './types.ts';

const ANSWER_WITHIN = 3_000;

/** The body of a delivery with its content type: events are JSON, all else forms. */
function encode({ kind, body }: Delivery): { contentType: string; text: string } {
  if (kind === 'event') return { contentType: 'application/json', text: JSON.stringify(body) };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(body) } : (body as Record<string, string>);
  return { contentType: 'application/x-www-form-urlencoded', text: new URLSearchParams(fields).toString() };
}

/** The `x-slack-signature` of a body sent at `seconds` since the epoch. */
const signatureOf = (text: string, secret: string, seconds: number): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${text}`).digest('hex')}`;

export interface HttpSenderOptions {
  requestUrl: string;
  signingSecret: string;
  /** The time of the signature, in milliseconds; the receiver compares it with its own. */
  now?: () => number;
  /** Milliseconds after which Slack gives up. */
  answerWithin?: number;
}

/** Reads an answer. Slack takes nothing but 200 for an ack. */
async function ackOf(response: Response, milliseconds: number): Promise<Ack> {
  const body = await response.text();
  const ack: Ack = { status: response.status, body, milliseconds };
  return response.status === 200 ? ack : { ...ack, error: 'dispatch_failed' };
}

/** Sends by HTTP. What goes wrong is in the ack: `operation_timeout`, `dispatch_failed`. */
export function httpSender({
  requestUrl,
  signingSecret,
  now = Date.now,
  answerWithin = ANSWER_WITHIN,
}: HttpSenderOptions): Sender {
  return async (delivery) => {
    const { contentType, text } = encode(delivery);
    const seconds = Math.floor(now() / 1_000);
    const retry = delivery.retry;
    const startedAt = performance.now();
    const taken = (): number => Math.round(performance.now() - startedAt);
    try {
      const response = await fetch(requestUrl, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': contentType,
          'x-slack-request-timestamp': String(seconds),
          'x-slack-signature': signatureOf(text, signingSecret, seconds),
          ...(retry ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason } : {}),
        },
        body: text,
        signal: AbortSignal.timeout(answerWithin),
      });
      return await ackOf(response, taken());
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError';
      return { status: 0, body: '', milliseconds: taken(), error: isLate ? 'operation_timeout' : 'dispatch_failed' };
    }
  };
}
