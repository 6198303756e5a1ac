/**
 * The baseline of "slack": bare clients of Slack's that post a given message, as many at once in each workspace as
 * Parley does. `POST /post` answers when all are posted. Argument: the address of Slack's API.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import express from 'express';
import { answerQuestions } from './processes.ts';

interface Work {
  team: string;
  token: string;
  channel: string;
  count: number;
}

const AT_ONCE = 4;
const [slackApiUrl = ''] = process.argv.slice(2);
const clients = new Map<string, WebClient>();

function clientFor(token: string): WebClient {
  const client = clients.get(token) ?? new WebClient(token, { slackApiUrl, retryConfig: { retries: 0 } });
  clients.set(token, client);
  return client;
}

async function postAll(sample: { text: string }, work: Work[]): Promise<void> {
  const channels = work.flatMap(({ channel, count }) => Array.from({ length: count }, () => channel));
  const client = clientFor(work[0]?.token ?? '');
  const worker = async () => {
    for (let channel = channels.pop(); channel; channel = channels.pop()) {
      await client.chat.postMessage({ ...sample, channel });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const app = express();
app.post('/post', express.json({ limit: '1mb' }), async (req, res) => {
  const { sample, work } = req.body as { sample: { text: string }; work: Work[] };
  const teams = [...new Set(work.map(({ team }) => team))];
  await Promise.all(
    teams.map((name) =>
      postAll(
        sample,
        work.filter(({ team }) => team === name),
      ),
    ),
  );
  res.json({});
});
const server = createServer(app).listen(0, '127.0.0.1', () => answerQuestions((server.address() as AddressInfo).port));
