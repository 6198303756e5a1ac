/** What a server says of itself when it starts: in its log, and at `/readyz`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { type ServerProcess, startServer } from '../support/load/server.ts';

let folder: string;
let server: ServerProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-starting-'));
});
afterEach(async () => {
  await server?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** A runtime whose zone data is of another release. */
const withZones = (tz: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    `Object.defineProperty(process,'versions',{value:{...process.versions,tz:'${tz}'}})`,
  )}`,
});

it.each([
  ['2020a', true],
  [`${new Date().getUTCFullYear()}a`, false],
])(
  'where it listens, the version of its time-zone data, %s, and a warning where that is old: %s',
  async (tz, isOld) => {
    const port = await freePort();
    const env = { ...withZones(tz), LOG_LEVEL: 'info', PUBLIC_URL: 'https://parley.example' };
    server = await startServer(port, `sqlite:${join(folder, 'parley.db')}`, env);
    const ready = await (await fetch(`http://127.0.0.1:${port}/readyz`)).json();
    expect(ready).toMatchObject({ status: 'ready', tz });
    const output = server.output;
    await eventually('it says that it listens', () => expect(output()).toMatch(/"msg":"listening"\}\n/u), output);
    await server.stop();
    const lines = output().split('\n');
    const said = lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    const listening = { address: `http://127.0.0.1:${port}`, url: 'https://parley.example', tz };
    expect(said).toContainEqual(expect.objectContaining({ msg: 'listening', ...listening }));
    const warnings = said.filter(({ level, msg }) => level === 40 && /time-zone data/u.test(msg));
    expect(warnings).toEqual(isOld ? [expect.objectContaining({ tz })] : []);
  },
);
