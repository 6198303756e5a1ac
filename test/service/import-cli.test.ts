/**
 * The command as an operator runs it, in a process of its own: exit codes, interruption, and a process that dies
 * half way.
 */
import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { exported, imported, jsonLines } from '../support/import-scene.ts';
import { startCommand } from '../support/parley-command.ts';
import { sqliteStore, type TestStore } from '../support/stores.ts';
import { FakeClock, input, shop } from '../support/world.ts';

const sellerLine = { kind: 'seller', seller: shop() };
const HOUR = 3_600_000;
const openings = (count: number) =>
  Array.from({ length: count }, (_, n) => input({ externalId: `old-${n}`, respondBy: soon }));
/** The command has the real clock. */
const soon = new Date(Date.now() + 48 * HOUR).toISOString();

/** What it said beside how far it is, which it says only where it takes long. */
const told = (stderr: string): string => stderr.replace(/^(?:[█░]+ +\d+% +)?[\d,]+ \w+ · .*\/s.*\n/gmu, '');

describe('The command', () => {
  let test: TestStore;
  let folder: string;
  beforeEach(async () => {
    test = await sqliteStore();
    folder = await mkdtemp(join(tmpdir(), 'parley-cli-'));
  });
  afterEach(async () => {
    await test.cleanup();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (args: string[], env = {}) =>
    startCommand(args, { cwd: folder, env: { DATABASE_URL: test.url, ...env } });
  const run = (args: string[], env = {}) => start(args, env).ended;
  const count = () => test.store.requests.count({}, Date.now(), 100_000);

  it('moves a storage through a file and back, and leaves nothing half-written', async () => {
    await writeFile(join(folder, 'in.ndjson'), jsonLines([sellerLine, ...openings(20)]));
    const imported = await run(['import', 'in.ndjson']);
    expect([imported.code, told(imported.stderr)]).toEqual([0, '']);
    expect(imported.stdout).toMatch(/^Imported 1 seller, 20 opened requests, in/u);
    const first = await run(['export']);
    expect(first).toMatchObject({ code: 0, stdout: '' });
    const [name = ''] = (await readdir(folder)).filter((file) => file !== 'in.ndjson');
    expect(name).toMatch(/^parley-\d{8}T\d{6}Z\.ndjson$/u);
    expect(first.stderr).toContain(`Exported 20 requests, 20 conversations, 1 seller to ${name}.`);
    const whole = await readFile(join(folder, name), 'utf8');
    expect(whole).toBe(await exported(test.store));
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await run(['export', '--out', '-'])).stdout).toBe(whole);
    expect((await readdir(folder)).sort()).toEqual(['in.ndjson', name].sort());
  });

  it('does not write its report over the file that it is to read', async () => {
    const text = jsonLines([sellerLine, ...openings(1)]);
    await writeFile(join(folder, 'in.ndjson'), text);
    await symlink('in.ndjson', join(folder, 'link.ndjson'));
    for (const report of ['in.ndjson', './in.ndjson', 'link.ndjson']) {
      const { code, stderr } = await run(['import', 'in.ndjson', '--report', report]);
      expect([code, stderr]).toEqual([2, expect.stringContaining('is the file to import')]);
    }
    expect(await readFile(join(folder, 'in.ndjson'), 'utf8')).toBe(text);
    expect(await count()).toBe(0);
  });

  it('answers with 1 where a line was refused, and names it', async () => {
    const { stdin, ended } = start(['import', '-']);
    stdin.end(jsonLines([sellerLine, { ...openings(1)[0], sellerId: 'shop-9' }]));
    const { code, stdout, stderr } = await ended;
    expect([code, told(stderr)]).toEqual([
      1,
      'line 2 (old-0): unknown_seller: There is no seller shop-9; declare it first.\n',
    ]);
    expect(stdout).toContain('Refused 1: unknown_seller 1.');
  });

  it('answers with 2 and a sentence where it was used wrongly', async () => {
    for (const [args, env, sentence] of [
      [['move'], {}, /^parley: There is no command "move"/u],
      [['import', 'none.ndjson'], {}, /^parley: none\.ndjson cannot be read: /u],
      [['import', '.'], {}, /^parley: \. cannot be read: it is a folder\./u],
      [['export'], { DATABASE_URL: 'postgres://x' }, /^parley: DATABASE_URL must start with/u],
      [
        ['export'],
        { DATABASE_URL: 'sqlite:none/parley.db' },
        /^parley: DATABASE_URL names no storage: .* none\/parley\.db/u,
      ],
    ] as const) {
      const { code, stderr } = await run([...args], env);
      expect(stderr).toMatch(sentence);
      expect(code).toBe(2);
    }
    expect(await readdir(folder)).toEqual([]);
    expect((await run(['help'])).stdout).toMatch(/import <file\|->/u);
  });

  it('interrupted, finishes what is under way and says how far it got', async () => {
    const lines = [sellerLine, ...openings(100)];
    const { stdin, kill, ended } = start(['import', '-']);
    stdin.write(jsonLines(lines));
    await eventually('all that was sent is imported', async () => expect(await count()).toBe(100));
    kill('SIGINT');
    const { code, stdout } = await ended;
    expect(code).toBe(130);
    expect(stdout).toMatch(/^Stopped after line 101: interrupted\. Run it again to go on;/u);
  });

  it('killed half way and run again has imported every line once', async () => {
    const lines = [sellerLine, ...openings(1_500)];
    const file = join(folder, 'in.ndjson');
    await writeFile(file, jsonLines(lines));
    // The other half is never sent: however late it is killed, it is not done.
    const { stdin, kill, ended } = start(['import', '-']);
    stdin.write(jsonLines(lines.slice(0, 750)));
    await eventually('a hundred lines are imported', async () => expect(await count()).toBeGreaterThan(100));
    kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    const before = await count();
    expect(before).toBeLessThan(1_500);

    const { code, stdout } = await run(['import', file]);
    expect(code).toBe(0);
    const made = Number(/^Imported ([\d,]+) opened/u.exec(stdout)?.[1]?.replace(',', ''));
    expect(made).toBe(1_500 - before);
    expect(await count()).toBe(1_500);
  });

  it('killed among histories and run again gives the storage that was exported', async () => {
    const other = await sqliteStore();
    const clock = new FakeClock();
    await imported(other.store, clock, jsonLines([sellerLine, ...openings(400)]));
    const text = await exported(other.store);
    await other.cleanup();
    await writeFile(join(folder, 'in.ndjson'), text);
    const lines = text.split('\n');
    const { stdin, kill, ended } = start(['import', '-']);
    stdin.write(`${lines.slice(0, 650).join('\n')}\n`);
    await eventually('some histories are imported', async () => expect(await count()).toBeGreaterThan(20));
    kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    expect(await run(['import', 'in.ndjson'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Here already'),
    });
    expect(await exported(test.store)).toBe(text);
  });
});
