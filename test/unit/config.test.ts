import express from 'express';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { ConfigError } from '../../src/config/error.ts';

const SECRET = 'a-secret-of-at-least-32-characters!';
const KEY = 'key-of-at-least-24-characters!';
const KEYS = { PARLEY_API_KEY: 'key-1', PARLEY_SECRET: SECRET };

/** The one line an operator reads where the environment is wrong. */
function complaint(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no complaint';
}

describe('Configuration (SPEC.md section 7)', () => {
  it('has a default for everything but the keys', () => {
    expect(readConfig(KEYS)).toEqual({
      port: 3000,
      host: '0.0.0.0',
      publicUrl: null,
      databaseUrl: 'sqlite:./data/parley.db',
      apiKeys: ['key-1'],
      secrets: [SECRET],
      madeUpKeys: false,
      corsOrigins: [],
      trustProxy: false,
      rateLimit: 6000,
      filesUrl: null,
      redisUrl: null,
      drainSeconds: 5,
      socketsPerPerson: 20,
      webhookAllowPrivate: false,
      slack: null,
      chatwoot: null,
      tiktokShop: null,
      logLevel: 'info',
      demo: false,
      notices: [],
    });
  });

  it('reads every variable', () => {
    const config = readConfig({
      ...KEYS,
      PORT: '8080',
      HOST: '::',
      PUBLIC_URL: 'https://parley.example/base/',
      DATABASE_URL: 'mongodb://user:pass@db:27017/parley',
      CORS_ORIGINS: 'https://shop.example, http://localhost:5173/',
      TRUST_PROXY: '1',
      RATE_LIMIT: 'off',
      WEBHOOK_ALLOW_PRIVATE: '1',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      port: 8080,
      host: '::',
      publicUrl: 'https://parley.example/base',
      databaseUrl: 'mongodb://user:pass@db:27017/parley',
      corsOrigins: ['https://shop.example', 'http://localhost:5173'],
      trustProxy: 1,
      rateLimit: null,
      webhookAllowPrivate: true,
      logLevel: 'debug',
    });
  });

  it('takes several keys and secrets for rotation, in the order given', () => {
    const config = readConfig({ PARLEY_API_KEY: 'new, old', PARLEY_SECRET: `${SECRET}2,${SECRET}1` });
    expect(config.apiKeys).toEqual(['new', 'old']);
    expect(config.secrets).toEqual([`${SECRET}2`, `${SECRET}1`]);
  });

  it('treats an empty variable as one that is not set', () => {
    expect(readConfig({ ...KEYS, PORT: '', HOST: ' ', REDIS_URL: '' })).toEqual(readConfig(KEYS));
  });

  it.each([
    ['0', false],
    ['false', false],
    ['2', 2],
    ['loopback, 10.0.0.0/8', 'loopback, 10.0.0.0/8'],
    ['fd00::/8', 'fd00::/8'],
  ])('TRUST_PROXY=%s means %s', (given, meaning) => {
    expect(readConfig({ ...KEYS, TRUST_PROXY: given }).trustProxy).toBe(meaning);
  });

  it('goes on serving for five seconds after it was told to stop, in demo mode not at all', () => {
    expect(readConfig({ ...KEYS, DRAIN_SECONDS: '30' }).drainSeconds).toBe(30);
    expect(readConfig({ DEMO: '1' }).drainSeconds).toBe(0);
    expect(readConfig({ DEMO: '1', DRAIN_SECONDS: '2' }).drainSeconds).toBe(2);
  });

  it('says in production that links lead nowhere without PUBLIC_URL', () => {
    const production = { PARLEY_API_KEY: KEY, PARLEY_SECRET: SECRET, NODE_ENV: 'production' };
    expect(readConfig(production).notices).toEqual([expect.stringMatching(/^PUBLIC_URL is not set: links/u)]);
    expect(readConfig({ ...production, PUBLIC_URL: 'https://parley.example' }).notices).toEqual([]);
    expect(readConfig({ ...production, DEMO: '1' }).notices).toEqual([]);
    expect(readConfig(KEYS).notices).toEqual([]);
  });

  it('takes the Redis that instances share, and runs without one', () => {
    expect(readConfig({ ...KEYS, REDIS_URL: 'redis://cache:6379/2' }).redisUrl).toBe('redis://cache:6379/2');
    expect(readConfig(KEYS).redisUrl).toBeNull();
  });

  it.each([
    ['PARLEY_API_KEY', 'a', /^PARLEY_API_KEY has fewer than 24 characters; make one with: openssl/u],
    ['PARLEY_API_KEY', 'k'.repeat(64), /^PARLEY_API_KEY is one character repeated/u],
    ['PARLEY_API_KEY', `${KEY},short`, /^PARLEY_API_KEY has fewer/u],
    ['PARLEY_SECRET', 's'.repeat(31), /^PARLEY_SECRET has fewer than 32 characters/u],
    ['PARLEY_SECRET', 's'.repeat(64), /^PARLEY_SECRET is one character repeated/u],
  ])('in production %s=%s is too easy to guess', (name, value, line) => {
    const strong = { PARLEY_API_KEY: KEY, PARLEY_SECRET: SECRET, NODE_ENV: 'production' };
    expect(readConfig({ ...strong, PUBLIC_URL: 'https://parley.example' }).notices).toEqual([]);
    expect(complaint({ ...strong, [name]: value })).toMatch(line);
    expect(complaint({ ...strong, [name]: value })).not.toContain('\n');
    expect(complaint({ ...strong, [name]: value, NODE_ENV: undefined })).toBe('no complaint');
  });

  it.each([
    '0.0.0.0/0',
    '::/0',
    '0.0.0.0/1, 128.0.0.0/1',
    '10.0.0.0/7',
    '2000::/3',
    '::ffff:0:0/96',
    '::ffff:10.0.0.1/103',
    'loopback, 0.0.0.0/0',
    '10.0.0.0/33',
    'fd00::/129',
    '10.0.0.0/8/8',
    '10.0.0.0/',
    '999.0.0.1',
    '10.0.0.0/255.0.0.0',
    ':',
  ])('TRUST_PROXY=%s is refused by name, and what is taken is taken by Express', (given) => {
    expect(complaint({ ...KEYS, TRUST_PROXY: given })).toMatch(/^TRUST_PROXY is ".*" but must /u);
    for (const good of [
      '10.0.0.0/8',
      '::1',
      'fd00::/8,uniquelocal',
      'fc00::/7',
      '192.0.2.7/32',
      '::ffff:10.0.0.1/104',
    ]) {
      expect(() => express().set('trust proxy', readConfig({ ...KEYS, TRUST_PROXY: good }).trustProxy)).not.toThrow();
    }
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['PORT', 'http'],
    ['DRAIN_SECONDS', '-1'],
    ['DRAIN_SECONDS', '5s'],
    ['SOCKETS_PER_PERSON', '0'],
    ['SOCKETS_PER_PERSON', 'many'],
    ['HOST', '0.0.0.0:3000/'],
    ['PUBLIC_URL', 'parley.example'],
    ['PUBLIC_URL', 'https://parley.example/?tenant=7'],
    ['PUBLIC_URL', 'https://parley.example/?'],
    ['PUBLIC_URL', 'https://parley.example/#top'],
    ['PUBLIC_URL', 'https://admin:hunter2@parley.example'],
    ['DATABASE_URL', 'postgres://db/parley'],
    ['DATABASE_URL', 'sqlite:'],
    ['REDIS_URL', 'cache:6379'],
    ['PARLEY_API_KEY', 'two words'],
    ['PARLEY_API_KEY', ','],
    ['PARLEY_SECRET', ','],
    ['CORS_ORIGINS', '*'],
    ['CORS_ORIGINS', 'https://shop.example/path'],
    ['TRUST_PROXY', 'true'],
    ['RATE_LIMIT', '0'],
    ['RATE_LIMIT', 'many'],
    ['WEBHOOK_ALLOW_PRIVATE', 'yes'],
    ['LOG_LEVEL', 'verbose'],
    ['DEMO', 'yes'],
  ])('%s=%s is refused with one line that names the variable', (name, value) => {
    const line = complaint({ ...KEYS, [name]: value });
    expect(line).toMatch(new RegExp(`^${name} (is ".*" but )?must `, 'u'));
    expect(line).not.toContain('\n');
  });

  it('never prints a secret, a key, or an address that may hold a password', () => {
    const short = { PARLEY_API_KEY: KEY, PARLEY_SECRET: `${SECRET},hunter2` };
    expect(complaint({ ...short, NODE_ENV: 'production' })).toMatch(/^PARLEY_SECRET has fewer than 32 characters/u);
    expect(complaint({ ...short, NODE_ENV: 'production' })).not.toContain('hunter2');
    expect(readConfig(short).notices).toEqual([expect.stringMatching(/^PARLEY_SECRET has fewer/u)]);
    expect(readConfig(short).notices.join()).not.toContain('hunter2');
    expect(complaint({ PARLEY_API_KEY: 'hunter 2', PARLEY_SECRET: SECRET })).not.toContain('hunter 2');
    expect(complaint({ ...KEYS, DATABASE_URL: 'mysql://root:hunter2@db' })).not.toContain('hunter2');
    expect(complaint({ ...KEYS, REDIS_URL: 'http://:hunter2@cache' })).not.toContain('hunter2');
  });
});

describe('Demo mode (SPEC.md section 7)', () => {
  it('is entered where no key is set outside production, with made-up keys, on 127.0.0.1', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ demo: true, madeUpKeys: true, host: '127.0.0.1' });
    expect(config.apiKeys[0]?.length).toBeGreaterThanOrEqual(32);
    expect(config.secrets[0]?.length).toBeGreaterThanOrEqual(32);
    expect(config.notices).toEqual([expect.stringContaining('Demo mode')]);
    expect(readConfig({}).apiKeys).not.toEqual(config.apiKeys);
  });

  it('is entered with DEMO=1 and keeps the keys that are given', () => {
    const config = readConfig({ ...KEYS, DEMO: '1' });
    expect(config).toMatchObject({ demo: true, madeUpKeys: false, host: '127.0.0.1', apiKeys: ['key-1'] });
  });

  it('does not listen elsewhere', () => {
    expect(complaint({ DEMO: '1', HOST: '0.0.0.0' })).toMatch(/^HOST is "0\.0\.0\.0" but demo mode listens on 127/u);
    expect(readConfig({ HOST: 'localhost' }).host).toBe('127.0.0.1');
  });

  it('is not entered in production: absent keys stop the start', () => {
    expect(complaint({ NODE_ENV: 'production' })).toMatch(/^PARLEY_API_KEY is not set: production/u);
    expect(complaint({ NODE_ENV: 'production', DEMO: '1' })).toMatch(/^PARLEY_API_KEY is not set/u);
  });

  it('is not entered by half a pair: the missing variable is named', () => {
    expect(complaint({ PARLEY_API_KEY: 'key-1' })).toMatch(/^PARLEY_SECRET is not set but PARLEY_API_KEY is/u);
    expect(complaint({ PARLEY_SECRET: SECRET, DEMO: '1' })).toMatch(/^PARLEY_API_KEY is not set but PARLEY_SECRET is/u);
  });
});

describe('Where files lie', () => {
  const read = (env: NodeJS.ProcessEnv) => readConfig({ ...KEYS, ...env }).filesUrl;

  it('is a folder, or GridFS where the storage is MongoDB', () => {
    expect(read({ FILES_URL: 'file:/srv/photos' })).toBe('file:/srv/photos');
    expect(read({ FILES_URL: 'gridfs:', DATABASE_URL: 'mongodb://db/parley' })).toBe('gridfs:');
  });

  it.each(['file:', 's3://bucket', '/srv/photos', 'gridfs://other'])('is not %s', (url) => {
    expect(complaint({ ...KEYS, FILES_URL: url })).toMatch(/^FILES_URL must be "file:" and a folder/u);
  });

  it('is no GridFS where there is no MongoDB', () => {
    expect(complaint({ ...KEYS, FILES_URL: 'gridfs:' })).toMatch(
      /^FILES_URL is gridfs:, .*DATABASE_URL names no MongoDB/u,
    );
  });
});
