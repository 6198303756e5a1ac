import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebClient } from '@slack/web-api';
import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { createAnswers, isOfSlack, type Place } from '../../../bots/slack/listeners/place.ts';

const STAND_IN = 'http://127.0.0.1:4100/api/';

describe('A response URL', () => {
  it.each([
    ['https://hooks.slack.com/actions/T1/1/x', true],
    ['https://hooks.slack-gov.com/commands/T1/1/x', true],
    ['https://slack.com/x', true],
    ['http://hooks.slack.com/actions/T1/1/x', false],
    ['https://hooks.slack.com:8443/x', false],
    ['https://hooks.slack.com.evil.example/x', false],
    ['https://evilslack.com/x', false],
    ['https://evil.example/hooks.slack.com', false],
    ['https://hooks.slack.com@evil.example/x', false],
    ['http://169.254.169.254/latest/meta-data', false],
    ['http://127.0.0.1:4101/respond/1', false],
    ['not an address', false],
  ])('%s is Slack’s own: %s', (url, own) => {
    expect(isOfSlack(url, null)).toBe(own);
    expect(isOfSlack(url, STAND_IN)).toBe(own);
  });

  it('is the stand-in’s where there is one', () => {
    expect(isOfSlack('http://127.0.0.1:4100/respond/1', STAND_IN)).toBe(true);
    expect(isOfSlack('http://127.0.0.1:4100/respond/1', null)).toBe(false);
  });

  /** Answers whose response URL is on a host of somebody's own, or leads there from the stand-in's. */
  async function answered(path: string, asStandIn: boolean) {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(request.url === '/away' ? 307 : 200, { location: '/inside' }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const told: unknown[] = [];
    const client = { chat: { postEphemeral: async (body: unknown) => void told.push(body) } } as unknown as WebClient;
    const person = { team: 'T1', user: 'U1' } as Place['person'];
    const place: Place = { on: 'ephemeral', person, client, channel: 'C1', responseUrl: origin + path };
    const answers = createAnswers({ log: pino({ level: 'silent' }), apiUrl: asStandIn ? `${origin}/api/` : null });
    await answers.show(place, { text: 'Done', blocks: [] });
    await answers.replace(place, { text: 'Done', blocks: [] });
    server.close();
    return { asked, told };
  }

  it('elsewhere is never asked: the person is told in the channel', async () => {
    expect(await answered('/respond', false)).toEqual({ asked: [], told: [expect.objectContaining({ user: 'U1' })] });
  });

  it('that leads elsewhere is not followed', async () => {
    const { asked, told } = await answered('/away', true);
    expect(asked).toEqual(['/away', '/away']);
    expect(told).toHaveLength(1);
  });
});
