/** Imports point inwards: the real tree against the table of rooms, and every import that the table refuses, planted. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { complaintsOf, tree } from '../../scripts/lint/imports.mjs';
import { ROOMS } from '../../scripts/lint/rooms.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const rooms = Object.keys(ROOMS);
const pathOf = (room: string) => (/^(?:bots|stand-ins|packages)(?:\/|$)/u.test(room) ? room : `src/${room}`);
const fileIn = (room: string) => `${pathOf(room)}/planted.ts`;
const importing = (what: string, kind = 'import') =>
  `${kind} { thing } from '${what}';\n\nexport type Other = typeof thing;\n`;
const between = (from: string, to: string, kind?: string) =>
  complaintsOf({ [from]: importing(`./${relative(dirname(from), to)}`, kind) }).complaints;
const allows = (names: string[], room: string) => names.some((name) => room === name || room.startsWith(`${name}/`));

const PAIRS = rooms.flatMap((from) => rooms.filter((to) => to !== from).map((to) => ({ from, to })));
const REFUSED = PAIRS.filter(
  ({ from, to }) => !allows([...(ROOMS[from]?.rooms ?? []), ...(ROOMS[from]?.types ?? [])], to),
);
const TYPES_ONLY = PAIRS.filter(({ from, to }) => allows(ROOMS[from]?.types ?? [], to));
const OPEN = PAIRS.filter(({ from, to }) => allows(ROOMS[from]?.rooms ?? [], to));

describe('What a room may import is in the table, and nothing else', () => {
  it('the whole tree keeps to it', () => {
    const { complaints, imports } = complaintsOf(tree());
    expect(complaints).toEqual([]);
    expect(imports).toBeGreaterThan(3_000);
  });

  it.each(REFUSED)('$from does not import $to, and is told why', ({ from, to }) => {
    for (const kind of ['import', 'import type']) {
      const [complaint, ...more] = between(fileIn(from), fileIn(to), kind);
      expect(complaint).toContain(`${fileIn(from)}:1 imports`);
      expect(complaint).toContain(ROOMS[from]?.because);
      expect(more).toEqual([]);
    }
  });

  it.each(TYPES_ONLY)('$from imports types only of $to', ({ from, to }) => {
    expect(between(fileIn(from), fileIn(to), 'import type')).toEqual([]);
    expect(between(fileIn(from), fileIn(to)).join()).toContain('`import type`');
  });

  it.each(OPEN)('$from imports $to', ({ from, to }) => {
    expect(between(fileIn(from), fileIn(to))).toEqual([]);
  });

  it.each(rooms)('%s imports no package that is not named', (room) => {
    for (const name of ['left-pad', 'left-pad/deep.js', '@some/thing', '@some/thing/deep.js']) {
      expect(complaintsOf({ [fileIn(room)]: importing(name) }).complaints).toHaveLength(1);
    }
    const named = (ROOMS[room]?.packages ?? []).map((name) => importing(name === 'node' ? 'node:fs' : name));
    for (const text of named) expect(complaintsOf({ [fileIn(room)]: text }).complaints).toEqual([]);
  });

  it.each([
    ['export from', `export { thing } from '../storage/open.ts';\n`],
    ['export all', `export * from '../storage/open.ts';\n`],
    ['import()', `export const thing = () => import('../storage/open.ts');\n`],
    ['for its effect', `import '../storage/open.ts';\n`],
    ['some of it as a type', `import { type A, b } from '../storage/open.ts';\n\nexport const c: A = b;\n`],
  ])('a hidden way in is an import as well: %s', (_way, text) => {
    expect(complaintsOf({ 'src/domain/planted.ts': text }).complaints).toHaveLength(1);
  });

  it('nobody imports main.ts, wherever they are', () => {
    for (const path of ['src/app.ts', 'src/http/planted.ts', 'test/unit/planted.test.ts', 'bench/planted.ts']) {
      expect(between(path, 'src/main.ts').join()).toMatch(/nobody imports main\.ts/u);
    }
  });

  it('a room that nobody wrote into the table is told to', () => {
    expect(between('src/attic/planted.ts', 'src/domain/money.ts').join()).toMatch(/not in scripts\/lint\/rooms\.mjs/u);
  });

  it('an example knows the client by the name of its package', () => {
    const from = (what: string) => complaintsOf({ 'examples/shop/planted.js': importing(what) }).complaints;
    expect(from('@parley/client')).toEqual([]);
    expect(from('mongoose')).toHaveLength(1);
  });
});

interface Verdict {
  exitCode: number;
  rules: string[];
  files: string[];
}

/** Plants files (path → text) in a folder of their own, beside this project's linter, and runs it there. */
async function lint(files: Record<string, string>): Promise<Verdict> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'parley-imports-')));
  try {
    await cp(join(root, 'biome.json'), join(folder, 'biome.json'));
    await writeFile(join(folder, '.gitignore'), 'dist/\n');
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await runBiome(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runBiome(folder: string): Promise<Verdict> {
  const args = ['lint', '--error-on-warnings', '--reporter=github', '--max-diagnostics=200', '.'];
  const { exitCode, output } = await new Promise<{ exitCode: number; output: string }>((resolve) => {
    execFile(join(root, 'node_modules/.bin/biome'), args, { cwd: folder }, (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
  const found = [...output.matchAll(/^::\w+ title=([^,]*),file=([^,]*),/gmu)];
  return {
    exitCode,
    rules: found.map(([, rule = '']) => rule),
    files: found.map(([, , file = '']) => relative(folder, file)),
  };
}

describe('The linter finds circles', () => {
  it('two files that import each other', async () => {
    const { exitCode, rules, files } = await lint({
      'src/application/one.ts': `import { two } from './two.ts';\n\nexport const one = () => two;\n`,
      'src/application/two.ts': `import { one } from './one.ts';\n\nexport const two = () => one;\n`,
    });
    expect(exitCode).not.toBe(0);
    expect(new Set(rules)).toEqual(new Set(['lint/suspicious/noImportCycles']));
    expect(new Set(files)).toEqual(new Set(['src/application/one.ts', 'src/application/two.ts']));
  });

  it('of types too', async () => {
    const { rules } = await lint({
      'src/domain/one.ts': `import type { Two } from './two.ts';\n\nexport type One = { two: Two };\n`,
      'src/domain/two.ts': `import type { One } from './one.ts';\n\nexport type Two = { one: One };\n`,
    });
    expect(rules).toContain('lint/suspicious/noImportCycles');
  });

  it('and a warning is enough to fail', async () => {
    const { exitCode, rules } = await lint({ 'src/app.ts': 'export const f = (value?: string) => value!;\n' });
    expect(exitCode).not.toBe(0);
    expect(rules).toEqual(['lint/style/noNonNullAssertion']);
  });
});
