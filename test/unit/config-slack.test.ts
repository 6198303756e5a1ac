import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';

const KEYS = { PARLEY_API_KEY: 'key-1', PARLEY_SECRET: 'a-secret-of-at-least-32-characters!' };
const SIGNING = { SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5' };
const OAUTH = {
  SLACK_CLIENT_ID: '12345.67890',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'a-secret-for-states',
};
const slackOf = (env: NodeJS.ProcessEnv) => readConfig({ ...KEYS, ...env }).slack;
const complaint = (env: NodeJS.ProcessEnv): string => {
  try {
    return JSON.stringify(slackOf(env));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('Configuration of Slack (SPEC.md sections 7 and 9)', () => {
  it('has no Slack where nothing is set', () => {
    expect(slackOf({})).toBeNull();
  });

  it('takes one workspace by its bot token, by HTTP', () => {
    expect(slackOf({ SLACK_BOT_TOKEN: 'xoxb-1-2-abc', ...SIGNING })).toEqual({
      botToken: 'xoxb-1-2-abc',
      signingSecret: SIGNING.SLACK_SIGNING_SECRET,
      appToken: null,
      oauth: null,
      apiUrl: null,
    });
  });

  it('takes Socket Mode without a signing secret', () => {
    expect(slackOf({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1-A1-2-abc' })).toMatchObject({
      appToken: 'xapp-1-A1-2-abc',
      signingSecret: null,
    });
  });

  it('takes many workspaces by OAuth', () => {
    expect(slackOf({ ...OAUTH, ...SIGNING })).toMatchObject({
      botToken: null,
      oauth: { clientId: '12345.67890', clientSecret: 'client-secret', stateSecret: 'a-secret-for-states' },
    });
  });

  it('takes the address of a stand-in, with a slash at its end', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', ...SIGNING, SLACK_API_URL: 'http://127.0.0.1:4100/api' };
    expect(slackOf(env)?.apiUrl).toBe('http://127.0.0.1:4100/api/');
  });

  it.each([
    ['a token of another kind', { SLACK_BOT_TOKEN: 'xoxp-1', ...SIGNING }, /^SLACK_BOT_TOKEN must be .*xoxb-/u],
    [
      'an app token of another kind',
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' },
      /^SLACK_APP_TOKEN must/u,
    ],
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, /^SLACK_SIGNING_SECRET is not set/u],
    ['a signing secret alone', SIGNING, /^SLACK_BOT_TOKEN is not set but SLACK_SIGNING_SECRET is/u],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, /^SLACK_BOT_TOKEN is not set but SLACK_APP_TOKEN is/u],
    ['half of OAuth', { ...OAUTH, ...SIGNING, SLACK_CLIENT_SECRET: '' }, /^SLACK_CLIENT_SECRET is not set/u],
    [
      'a state secret that can be guessed',
      { ...OAUTH, ...SIGNING, SLACK_STATE_SECRET: 'short' },
      /^SLACK_STATE_SECRET/u,
    ],
    ['one workspace and many', { SLACK_BOT_TOKEN: 'xoxb-1', ...OAUTH, ...SIGNING }, /^SLACK_BOT_TOKEN is for one/u],
    [
      'an address that is none',
      { SLACK_BOT_TOKEN: 'xoxb-1', ...SIGNING, SLACK_API_URL: 'slack' },
      /^SLACK_API_URL must/u,
    ],
  ])('refuses %s with one line that names the variable', (_, env, line) => {
    expect(complaint(env)).toMatch(line);
  });

  it('prints no secret', () => {
    expect(complaint({ SLACK_BOT_TOKEN: 'xoxp-very-secret', ...SIGNING })).not.toContain('very-secret');
  });
});
